import { newId } from '../../server/src/kernel/ids.ts';
import { addMember } from './members.ts';
import type { TestServer } from './server.ts';

interface Row {
  readonly channel: 'CALL' | 'EMAIL' | 'NOTE';
  readonly day: string;
  readonly seconds?: number;
  readonly agentId?: string;
}

/** What a list answers with in tests of its aggregates. */
export interface Counted {
  readonly totalCount: number;
  readonly nodes: readonly { readonly name: string; readonly interactions: Counted }[];
  readonly aggregate: { readonly count: number; readonly [measure: string]: unknown };
  readonly groups: {
    readonly totalCount: number;
    readonly otherCount: number;
    readonly nodes: readonly {
      readonly aggregate: { readonly count: number };
      readonly [key: string]: unknown;
    }[];
  };
}

/**
 * Three customers, six interactions and four organisations, and another workspace of which nothing
 * counts. Answers with the token of an agent who sees its own customer alone.
 */
export async function countedCompany(server: TestServer): Promise<string> {
  const { database } = server.services;
  const workspaceId = server.workspace.id;
  const { userId: agentId, token } = await addMember(server, workspaceId, { scope: 'OWN' });
  const [ada, grace] = [newId(), newId()];
  await database.customer.createMany({
    data: [
      { id: ada, name: 'Ada', lifecycleStage: 'CUSTOMER' as const },
      { id: grace, name: 'Grace', ownerId: agentId, lifecycleStage: 'LEAD' as const },
      { id: newId(), name: 'Mary', lifecycleStage: 'LEAD' as const },
      { id: newId(), name: 'Put away', archivedAt: new Date() },
    ].map((row) => ({ ...row, workspaceId })),
  });
  await database.organization.createMany({
    data: [
      { name: 'a', size: 1, country: 'TR' },
      { name: 'b', size: 2, country: 'NL' },
      { name: 'c', size: 2, country: 'NL' },
      { name: 'd', size: null, country: null },
    ].map((row) => ({ ...row, id: newId(), workspaceId })),
  });
  const log = (customerId: string, rows: Row[]) =>
    database.interaction.createMany({
      data: rows.map(({ day, seconds, ...row }) => ({
        ...row,
        id: newId(),
        workspaceId,
        customerId,
        direction: 'INBOUND' as const,
        occurredAt: new Date(`${day}T10:00:00Z`),
        durationSeconds: seconds ?? null,
      })),
    });
  await log(ada, [
    { channel: 'CALL', day: '2026-01-05', seconds: 60 },
    { channel: 'CALL', day: '2026-01-06', seconds: 62, agentId },
    { channel: 'CALL', day: '2026-03-10', seconds: 2_147_483_647 },
    { channel: 'EMAIL', day: '2026-03-11' },
    { channel: 'NOTE', day: '2026-03-12', seconds: 0 },
  ]);
  await log(grace, [{ channel: 'EMAIL', day: '2026-01-07', agentId }]);
  // Of another workspace nothing counts.
  const theirs = (await server.addWorkspace('theirs')).id;
  await database.customer.create({ data: { id: newId(), workspaceId: theirs, name: 'Theirs' } });
  return token;
}

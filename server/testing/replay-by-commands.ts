import { createCustomer, createOrganization } from '../src/domains/customers/public.ts';
import { createTeam, systemViewer } from '../src/domains/identity/public.ts';
import { logInteraction } from '../src/domains/interactions/log-interaction.ts';
import { newId } from '../src/kernel/ids.ts';
import type { CommandContext } from '../src/live/change.ts';
import { sequenceBatch } from '../src/live/sequencer.ts';
import type { BulkSeedDeps } from '../src/app/bulk-seed/bulk-seed.ts';
import { BULK_SOURCE } from '../src/app/bulk-seed/write.ts';

/** Of the customers, every fifth is told again, unless more happened with it than this. */
const EVERY = 5;
const MOST_OF_ONE = 30;

export interface Replay {
  readonly workspaceId: string;
  /** Which customers were told again. */
  readonly customerExternalIds: readonly string[];
}

/**
 * Tells a sample of a seeded workspace again in a new one, by the commands, each at its time: all
 * organisations, some customers, all that happened with them. Its events are numbered.
 */
export async function replayByCommands({
  database,
  logPool,
  workspaceId: seededId,
}: BulkSeedDeps): Promise<Replay> {
  const workspaceId = newId();
  await database.workspace.create({ data: { id: workspaceId, name: 'Replay' } });
  const viewer = systemViewer(workspaceId);
  const at = (time: Date): CommandContext => ({
    database,
    viewer,
    clock: () => time,
    source: BULK_SOURCE,
    wakeSequencer() {},
  });
  const teams = new Map<string, string>();
  for (const { id, name } of await database.team.findMany({ where: { workspaceId: seededId } })) {
    teams.set(id, (await createTeam(at(new Date()), { name })).id);
  }
  const members = await database.membership.findMany({ where: { workspaceId: seededId } });
  await database.membership.createMany({
    data: members.map(({ userId, role, teamId }) => ({
      workspaceId,
      userId,
      role,
      teamId: teamId && teams.get(teamId)!,
    })),
  });

  const inOrder = { orderBy: { createdAt: 'asc' } } as const;
  const organizationIds = new Map<string | null, string>();
  for (const row of await database.organization.findMany({
    where: { workspaceId: seededId },
    ...inOrder,
  })) {
    const parentId = organizationIds.get(row.parentId);
    const { id } = await createOrganization(at(row.createdAt), { ...row, parentId });
    organizationIds.set(row.id, id);
  }
  const customers = (
    await database.customer.findMany({
      where: { workspaceId: seededId },
      include: { interactions: inOrder },
      ...inOrder,
    })
  ).filter(
    ({ externalId, interactions }) =>
      Number(externalId?.split('-').at(-1)) % EVERY === 0 && interactions.length <= MOST_OF_ONE,
  );
  for (const { teamId: _, interactions, ...row } of customers) {
    const organizationId = organizationIds.get(row.organizationId);
    const { id } = await createCustomer(at(row.createdAt), { ...row, organizationId });
    for (const { externalId: _none, ...one } of interactions) {
      await logInteraction(at(one.createdAt), { ...one, customerId: id });
    }
  }
  while ((await sequenceBatch(logPool)).events.length > 0);
  return { workspaceId, customerExternalIds: customers.map(({ externalId }) => externalId!) };
}

import { createToken, systemViewer } from '../../../server/src/domains/identity/public.ts';
import { systemClock } from '../../../server/src/kernel/clock.ts';
import { newId } from '../../../server/src/kernel/ids.ts';
import { type Database, openDatabase } from '../../../server/src/platform/database.ts';
import { type Stage, subjectOf } from './stage.ts';

const CUSTOMERS = 2_000;
/** More than any phase announces. */
const INTERACTIONS = 2_000;
const PER_USER = 20;

/** Fills a migrated, empty database with a workspace: customers, agents who may listen, and interactions. */
export async function setStage(databaseUrl: string, subscribers: number): Promise<Stage> {
  const { database, close } = openDatabase(databaseUrl);
  try {
    const workspaceId = newId();
    await database.workspace.create({ data: { id: workspaceId, name: 'Bench' } });
    const agents = await createAgents(database, workspaceId, Math.ceil(subscribers / PER_USER));
    const agentId = agents[0]!.id;
    const customerIds = Array.from({ length: CUSTOMERS }, () => newId());
    await database.customer.createMany({
      data: customerIds.map((id, index) => ({ id, workspaceId, name: `Ayşe Yılmaz ${index}` })),
    });
    const interactionIds = Array.from({ length: INTERACTIONS }, () => newId());
    await database.interaction.createMany({
      data: interactionIds.map((id, number) => ({
        id,
        workspaceId,
        customerId: customerIds[number % CUSTOMERS]!,
        agentId,
        channel: 'CALL' as const,
        direction: 'OUTBOUND' as const,
        subject: subjectOf(number),
        occurredAt: new Date(),
      })),
    });
    const tokens = await createTokens(database, workspaceId, agents);
    return { databaseUrl, workspaceId, agentId, tokens, customerIds, interactionIds };
  } finally {
    await close();
  }
}

async function createAgents(database: Database, workspaceId: string, count: number) {
  const agents = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    name: `Agent ${index}`,
    email: `agent${index}@bench.example`,
    passwordHash: 'none: nobody signs in',
  }));
  await database.user.createMany({ data: agents });
  await database.membership.createMany({
    data: agents.map(({ id }) => ({ workspaceId, userId: id, role: 'AGENT' as const })),
  });
  return agents;
}

async function createTokens(
  database: Database,
  workspaceId: string,
  agents: readonly { readonly email: string }[],
): Promise<string[]> {
  const viewer = systemViewer(workspaceId);
  const ctx = { database, viewer, clock: systemClock, source: 'bench', wakeSequencer() {} };
  const tokens: string[] = [];
  for (const { email } of agents) {
    tokens.push((await createToken(ctx, { email, name: 'bench', lifetimeDays: 1 })).token);
  }
  return tokens;
}

import { randomUUID } from 'node:crypto';
import { createCustomer, createOrganization } from '../../domains/customers/public.ts';
import { createUser, systemViewer } from '../../domains/identity/public.ts';
import { logInteractions } from '../../domains/interactions/public.ts';
import { Problem } from '../../kernel/problem.ts';
import type { CommandContext } from '../../live/change.ts';
import type { Database } from '../../platform/database.ts';
import { DAY_MS } from './local-time.ts';
import type { PlannedCustomer, PlannedInteraction, PlannedOrganization, Story } from './story.ts';
import { type ToldIds, toldIds } from './told-ids.ts';

export const DEMO_SOURCE = 'demo';

export interface TellingDeps {
  readonly database: Database;
  /** Where it is told. Its owner stands for the story's. */
  readonly workspaceId: string;
  wakeSequencer(): void;
}

type Progress = (told: number, total: number) => void;

/**
 * Tells the story through the commands of daily use, day by day, with the clock at each thing's time.
 *
 * What is told already is left out, so a telling that was killed goes on where it stopped, provided
 * the story is planned for the same `now`: plan it for the time at which the workspace was made.
 */
export async function tellStory(
  deps: TellingDeps,
  story: Story,
  onProgress: Progress = () => {},
): Promise<void> {
  if (await isTold(deps, story)) return;
  const ids = await toldIds(deps.database, deps.workspaceId, story);
  const logged = await loggedExternalIds(deps, story);
  await tellAgents(deps, story, ids);

  const days = {
    organizations: Map.groupBy(story.organizations, ({ createdAt }) => dayOf(createdAt)),
    customers: Map.groupBy(story.customers, ({ createdAt }) => dayOf(createdAt)),
    interactions: Map.groupBy(story.interactions, ({ occurredAt }) => dayOf(occurredAt)),
  };
  const numbers = new Set([...days.customers.keys(), ...days.interactions.keys()]);
  let told = 0;
  for (const day of [...numbers].toSorted((one, other) => one - other)) {
    for (const organization of days.organizations.get(day) ?? []) {
      await tellOrganization(deps, organization, ids);
    }
    for (const customer of days.customers.get(day) ?? []) await tellCustomer(deps, customer, ids);
    const interactions = days.interactions.get(day) ?? [];
    const untold = interactions.filter(({ externalId }) => !logged.has(externalId));
    await tellInteractions(deps, untold, ids);
    told += interactions.length;
    onProgress(told, story.interactions.length);
  }
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / DAY_MS);
}

async function isTold({ database, workspaceId }: TellingDeps, story: Story): Promise<boolean> {
  const externalId = story.interactions.at(-1)?.externalId ?? '';
  const last = await database.interaction.findUnique({
    where: { workspaceId_externalId: { workspaceId, externalId } },
    select: { id: true },
  });
  return last !== null;
}

async function loggedExternalIds(
  { database, workspaceId }: TellingDeps,
  story: Story,
): Promise<ReadonlySet<string | null>> {
  const rows = await database.interaction.findMany({
    where: {
      workspaceId,
      externalId: { in: story.interactions.map(({ externalId }) => externalId) },
    },
    select: { externalId: true },
  });
  return new Set(rows.map(({ externalId }) => externalId));
}

function at(time: Date, { database, workspaceId, wakeSequencer }: TellingDeps): CommandContext {
  const viewer = systemViewer(workspaceId);
  return { database, viewer, clock: () => time, source: DEMO_SOURCE, wakeSequencer };
}

// Nobody signs in as them: their passwords are random and kept nowhere.
async function tellAgents(deps: TellingDeps, story: Story, { agents }: ToldIds): Promise<void> {
  const start = story.organizations[0]?.createdAt ?? new Date(0);
  for (const { key, name, email, role } of story.agents) {
    if (role === 'OWNER' || agents.has(key)) continue;
    const user = { name, email, role, password: randomUUID() };
    const { id } = await createUser(at(start, deps), user);
    agents.set(key, id);
  }
}

async function tellOrganization(
  deps: TellingDeps,
  { createdAt, parentExternalId, city: _city, language: _language, ...fields }: PlannedOrganization,
  { organizations }: ToldIds,
): Promise<void> {
  if (organizations.has(fields.externalId)) return;
  const parentId = parentExternalId && organizations.get(parentExternalId);
  const { id } = await createOrganization(at(createdAt, deps), { ...fields, parentId });
  organizations.set(fields.externalId, id);
}

async function tellCustomer(
  deps: TellingDeps,
  planned: PlannedCustomer,
  { agents, customers, organizations }: ToldIds,
): Promise<void> {
  const { createdAt, organizationExternalId, ownerKey, country: _country, ...rest } = planned;
  const { language: _language, part: _part, ...fields } = rest;
  if (customers.has(fields.externalId)) return;
  const { id } = await createCustomer(at(createdAt, deps), {
    ...fields,
    ownerId: agents.get(ownerKey),
    organizationId: organizationExternalId && organizations.get(organizationExternalId),
  });
  customers.set(fields.externalId, id);
}

async function tellInteractions(
  deps: TellingDeps,
  interactions: readonly PlannedInteraction[],
  ids: ToldIds,
): Promise<void> {
  const [last] = interactions.slice(-1);
  if (!last) return;
  const rows = interactions.map((one) => interactionInput(one, ids));
  const results = await logInteractions(at(last.occurredAt, deps), { interactions: rows });
  const problem = results.find((result) => result instanceof Problem);
  if (problem) throw new Error('The demo story cannot be told.', { cause: problem });
}

/** What `logInteraction` takes of a planned interaction. */
export function interactionInput(
  { customerExternalId, agentKey, ...fields }: PlannedInteraction,
  { agents, customers }: ToldIds,
) {
  const customerId = customers.get(customerExternalId);
  if (!customerId) throw new Error(`Nobody has told of customer ${customerExternalId}.`);
  return { ...fields, customerId, agentId: (agentKey && agents.get(agentKey)) || null };
}

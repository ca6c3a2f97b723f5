import type { Database } from '../../platform/database.ts';
import type { PlannedAgent, Story } from './story.ts';

/** What of a story is in the workspace already: the ids by agent's key, or by external id. */
export interface ToldIds {
  readonly agents: Map<string, string>;
  readonly organizations: Map<string, string>;
  readonly customers: Map<string, string>;
}

export async function toldIds(
  database: Database,
  workspaceId: string,
  story: Story,
): Promise<ToldIds> {
  const select = { id: true, externalId: true } as const;
  const [members, organizations, customers] = await Promise.all([
    database.membership.findMany({
      where: { workspaceId, user: { email: { in: story.agents.map(({ email }) => email) } } },
      select: { userId: true, user: { select: { email: true } } },
    }),
    database.organization.findMany({
      where: { workspaceId, externalId: { in: externalIdsOf(story.organizations) } },
      select,
    }),
    database.customer.findMany({
      where: { workspaceId, externalId: { in: externalIdsOf(story.customers) } },
      select,
    }),
  ]);
  const keys = new Map(story.agents.map(({ email, key }: PlannedAgent) => [email, key]));
  return {
    agents: new Map(members.map(({ userId, user }) => [keys.get(user.email) ?? '', userId])),
    organizations: byExternalId(organizations),
    customers: byExternalId(customers),
  };
}

function externalIdsOf(things: readonly { readonly externalId: string }[]): string[] {
  return things.map(({ externalId }) => externalId);
}

function byExternalId(
  rows: readonly { readonly id: string; readonly externalId: string | null }[],
): Map<string, string> {
  return new Map(rows.map(({ id, externalId }) => [externalId ?? '', id]));
}

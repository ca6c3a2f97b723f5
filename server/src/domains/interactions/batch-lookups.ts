import { andScopeSql } from '../../graphql/visibility.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Transaction } from '../../platform/database.ts';
import { customerRows } from '../customers/public.ts';

/** What an interaction takes over from its customer. */
export interface LockedCustomer {
  readonly id: string;
  readonly organization_id: string | null;
  readonly owner_id: string | null;
  readonly team_id: string | null;
}

/** Locks the customers of a batch in the order of their ids, and reads them by id. Absent ones, and those whom the viewer does not see, are left out. */
export async function lockCustomers(
  tx: Transaction,
  { workspaceId, scope }: Viewer,
  ids: readonly string[],
): Promise<Map<string, LockedCustomer>> {
  const rows = await tx.$queryRaw<LockedCustomer[]>`
    SELECT id, organization_id, owner_id, team_id FROM customers x
    WHERE x.workspace_id = ${workspaceId}::uuid AND x.id = ANY (${[...new Set(ids)]}::uuid[])
      ${andScopeSql(customerRows, scope, 'x')}
    ORDER BY id FOR UPDATE`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which of these users are members of the workspace. `known` is one without a look. */
export async function membersAmong(
  tx: Transaction,
  workspaceId: string,
  ids: readonly (string | null | undefined)[],
  known: string,
): Promise<Set<string>> {
  const others = [...new Set(ids.filter((id) => id != null && id !== known))] as string[];
  const found =
    others.length === 0
      ? []
      : await tx.membership.findMany({
          where: { workspaceId, userId: { in: others } },
          select: { userId: true },
        });
  return new Set([known, ...found.map(({ userId }) => userId)]);
}

/** The interactions that have one of these external ids, by it. */
export async function takenExternalIds(
  tx: Transaction,
  workspaceId: string,
  externalIds: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const wanted = externalIds.flatMap((externalId) => externalId?.trim() || []);
  const found =
    wanted.length === 0
      ? []
      : await tx.interaction.findMany({
          where: { workspaceId, externalId: { in: wanted } },
          select: { id: true, externalId: true },
        });
  return new Map(found.map(({ id, externalId }) => [externalId!, id]));
}

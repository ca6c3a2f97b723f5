import { NotFound } from '../../kernel/problem.ts';
import type { Transaction } from '../../platform/database.ts';

/** @throws {NotFound} no such organisation in the workspace */
export async function requireOrganization(
  tx: Transaction,
  workspaceId: string,
  id: string | null | undefined,
  field: string,
): Promise<void> {
  if (id == null) return;
  const found = await tx.organization.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { id: true },
  });
  if (!found) throw new NotFound('There is no such organisation.', [field]);
}

/** @throws {NotFound} no such user in the workspace */
export async function requireMember(
  tx: Transaction,
  workspaceId: string,
  userId: string | null | undefined,
  field: string,
): Promise<void> {
  if (userId == null) return;
  const found = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { userId: true },
  });
  if (!found) throw new NotFound('There is no such user.', [field]);
}

import type { Identified } from '../../kernel/ids.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import type { CustomerScope } from '../../kernel/row-scope.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { customerScopeChanged } from './events.ts';
import { lockMember, type MemberReference, requireUsersWrite } from './lock-member.ts';
import { seesEverything } from './sees-everything.ts';

export interface ChangeCustomerScopeInput extends MemberReference {
  /** Null: what the role's policy says. */
  readonly customerScope: CustomerScope | null;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Lets one user see other customers than the role's policy says, or takes that back.
 *
 * @emits user.scope-changed
 * @throws {Forbidden} the viewer lacks `users:write`
 * @throws {InvalidInput} an owner or admin is to be limited
 * @throws {NotFound} no such user in the workspace
 * @throws {VersionConflict} somebody else changed the user first
 */
export async function changeCustomerScope(
  ctx: CommandContext,
  input: ChangeCustomerScopeInput,
): Promise<Identified> {
  const { viewer } = ctx;
  const { userId, customerScope } = input;
  requireUsersWrite(viewer);

  return change(ctx, { operation: 'changeCustomerScope', input }, async (tx, emit) => {
    const { member } = await lockMember(tx, viewer, input);
    if (member.customerScope === customerScope) return { id: userId };
    if (customerScope !== null && seesEverything(member.role)) {
      throw new InvalidInput('Owners and admins always see every customer.', ['customerScope']);
    }
    await tx.membership.update({
      where: { workspaceId_userId: { workspaceId: viewer.workspaceId, userId } },
      data: { customerScope, version: { increment: 1 } },
    });
    emit(customerScopeChanged, {
      subjectId: userId,
      changedFields: ['customerScope'],
      payload: { customerScope },
    });
    return { id: userId };
  });
}

import type { FieldMask } from '../../kernel/field-mask.ts';
import type { Identified } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/permission.ts';
import { Forbidden, InvalidInput, VersionConflict } from '../../kernel/problem.ts';
import type { CustomerScope } from '../../kernel/row-scope.ts';
import { change, type CommandContext } from '../../live/change.ts';
import { rolePolicyChanged } from './events.ts';
import { type PolicyOfRole, policyOf } from './role-policy.ts';
import { seesEverything } from './sees-everything.ts';

export interface ChangeRolePolicyInput {
  readonly role: Role;
  /** Absent: as it is. */
  readonly customerScope?: CustomerScope | null | undefined;
  /** All that is hidden from now on. Absent: as it is. */
  readonly masks?: readonly FieldMask[] | null | undefined;
  readonly seenVersion?: number | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Says which customers a role sees, and which fields are hidden from it. Answers with the
 * workspace. What it says already emits nothing.
 *
 * @emits role-policy.changed
 * @throws {Forbidden} the viewer lacks `workspace:write`
 * @throws {InvalidInput} the role is one that always sees everything
 * @throws {VersionConflict} somebody else changed the policy first
 */
export async function changeRolePolicy(
  ctx: CommandContext,
  input: ChangeRolePolicyInput,
): Promise<Identified> {
  const { viewer, clock } = ctx;
  const { workspaceId } = viewer;
  const { role } = input;
  if (!viewer.permissions.has('workspace:write'))
    throw new Forbidden('You may not change what roles see.');
  if (seesEverything(role))
    throw new InvalidInput('Owners and admins always see everything.', ['role']);

  return change(ctx, { operation: 'changeRolePolicy', input }, async (tx, emit) => {
    // A role without a policy has no row to lock.
    await tx.$executeRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
    const where = { workspaceId_role: { workspaceId, role } };
    const present = policyOf(role, await tx.rolePolicy.findUnique({ where }));
    if (input.seenVersion != null && input.seenVersion !== present.version) {
      throw new VersionConflict('Somebody else changed what this role sees since you opened it.', {
        typename: 'Workspace',
        id: workspaceId,
      });
    }
    const customerScope = input.customerScope ?? present.customerScope;
    const masks = [...new Set(input.masks ?? present.masks)].sort();
    if (isSame(present, { customerScope, masks })) return { id: workspaceId };
    const data = { customerScope, masks, version: present.version + 1, updatedAt: clock() };
    await tx.rolePolicy.upsert({ where, create: { workspaceId, role, ...data }, update: data });
    emit(rolePolicyChanged, {
      subjectId: workspaceId,
      changedFields: ['rolePolicies'],
      payload: { ofRole: role, customerScope, masks },
    });
    return { id: workspaceId };
  });
}

function isSame(present: PolicyOfRole, next: Pick<PolicyOfRole, 'customerScope' | 'masks'>) {
  return (
    present.customerScope === next.customerScope &&
    [...present.masks].sort().join() === next.masks.join()
  );
}

import type { RolePolicy } from '@rapport/prisma';
import type { FieldMask } from '../../kernel/field-mask.ts';
import type { Role } from '../../kernel/permission.ts';
import type { CustomerScope } from '../../kernel/row-scope.ts';

/** What a role sees. */
export interface PolicyOfRole {
  readonly role: Role;
  readonly customerScope: CustomerScope;
  readonly masks: readonly FieldMask[];
  /** 0: nobody ever said anything about the role. */
  readonly version: number;
}

/** The policy of a role; without a stored one it sees everything. */
export function policyOf(
  role: Role,
  stored: Pick<RolePolicy, 'customerScope' | 'masks' | 'version'> | null | undefined,
): PolicyOfRole {
  return {
    role,
    customerScope: stored?.customerScope ?? 'ALL',
    masks: (stored?.masks ?? []) as FieldMask[],
    version: stored?.version ?? 0,
  };
}

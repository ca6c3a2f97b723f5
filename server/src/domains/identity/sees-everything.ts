import type { Role } from '../../kernel/permission.ts';

/** Whether a role can be limited neither by a policy nor by a scope of the user's own: whoever sets them must not be locked out by them. */
export function seesEverything(role: Role): boolean {
  return role === 'OWNER' || role === 'ADMIN';
}

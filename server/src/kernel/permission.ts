/** Everything a viewer may be allowed. Closed: a new domain adds its two lines here. */
export const permissions = [
  'customers:read',
  'customers:write',
  'organizations:read',
  'organizations:write',
  'interactions:read',
  'interactions:write',
  'users:read',
  'users:write',
  'workspace:read',
  'workspace:write',
] as const;

export type Permission = (typeof permissions)[number];

/** What a membership makes of a user in a workspace. The strongest first. */
export const roles = ['OWNER', 'ADMIN', 'MANAGER', 'AGENT', 'VIEWER'] as const;

export type Role = (typeof roles)[number];

const reading: readonly Permission[] = [
  'customers:read',
  'organizations:read',
  'interactions:read',
  'users:read',
  'workspace:read',
];

const working: readonly Permission[] = [
  'customers:write',
  'organizations:write',
  'interactions:write',
];

const granted: Record<Role, readonly Permission[]> = {
  OWNER: permissions,
  ADMIN: permissions,
  MANAGER: [...reading, ...working],
  AGENT: [...reading, ...working],
  VIEWER: reading,
};

/**
 * Tells what a role may do. `x:write` always comes with `x:read`: a mutation answers with what it
 * wrote, and a writer who may not read would commit and then be refused the answer.
 */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return new Set(granted[role]);
}

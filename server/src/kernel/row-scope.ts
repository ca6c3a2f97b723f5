/** Which customers somebody works with: everybody, those of the own team, or the own ones. The widest first. */
export const customerScopes = ['ALL', 'TEAM', 'OWN'] as const;

export type CustomerScope = (typeof customerScopes)[number];

/**
 * The customers that a viewer sees, as one equality at most, so that SQL, Prisma and the feed ask
 * the same thing. What belongs to a customer (its interactions, its events) is seen with it;
 * everything else is not scoped by row.
 */
export type RowScope =
  | { readonly kind: 'ALL' }
  | { readonly kind: 'TEAM'; readonly teamId: string }
  | { readonly kind: 'OWN'; readonly ownerId: string };

/** What is asked of a customer, or of an event about one. */
export interface ScopedRow {
  readonly teamId: string | null;
  readonly ownerId: string | null;
}

/**
 * Makes the scope of one user. An owned customer stands in its owner's team, so a team's scope
 * holds the own customers; who is in no team sees the own ones only.
 */
export function rowScopeOf(
  scope: CustomerScope,
  user: { readonly userId: string; readonly teamId: string | null },
): RowScope {
  if (scope === 'ALL') return { kind: 'ALL' };
  if (scope === 'TEAM' && user.teamId !== null) return { kind: 'TEAM', teamId: user.teamId };
  return { kind: 'OWN', ownerId: user.userId };
}

/** Whether a customer with this team and owner is in the scope. */
export function isInScope(scope: RowScope, row: ScopedRow): boolean {
  switch (scope.kind) {
    case 'ALL':
      return true;
    case 'TEAM':
      return row.teamId === scope.teamId;
    case 'OWN':
      return row.ownerId === scope.ownerId;
  }
}

/** The scope as a text: equal for those who see the same customers of one workspace. */
export function scopeKey(scope: RowScope): string {
  switch (scope.kind) {
    case 'ALL':
      return 'all';
    case 'TEAM':
      return `team ${scope.teamId}`;
    case 'OWN':
      return `own ${scope.ownerId}`;
  }
}

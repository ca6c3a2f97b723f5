import { type Visibility, type Viewer } from '../../kernel/viewer.ts';

/*
 * Stand-ins for what differs between viewers who see by the same rules. No input holds them: a NUL is
 * refused everywhere.
 */
const WORKSPACE = '\0workspace';
const USER = '\0user';
const SCOPE = '\0scope';

/** What a stand-in is of the viewer who asks; anything else is itself. */
export function actualValue(value: unknown, viewer: Viewer): unknown {
  if (value === WORKSPACE) return viewer.workspaceId;
  if (value === USER) return viewer.userId;
  if (value !== SCOPE) return value;
  const { scope } = viewer;
  return scope.kind === 'TEAM' ? scope.teamId : scope.kind === 'OWN' ? scope.ownerId : null;
}

/** Whether the value stands for something of the viewer. */
export function isStandIn(value: unknown): boolean {
  return value === WORKSPACE || value === USER || value === SCOPE;
}

/** A viewer of the same rules with stand-ins for its keys: what is compiled for it serves all of them. */
export interface ClassViewer extends Visibility {
  readonly userId: string;
  /** Names the class, shortly: equal for those who see by the same rules, in any workspace. */
  readonly key: number;
}

const known = new WeakMap<Viewer, ClassViewer>();

/** The class of a viewer. */
export function classOf(viewer: Viewer): ClassViewer {
  let found = known.get(viewer);
  if (!found) {
    found = describe(viewer);
    known.set(viewer, found);
  }
  return found;
}

function describe({ role, permissions, scope, masks }: Viewer): ClassViewer {
  const standIn =
    scope.kind === 'TEAM'
      ? { ...scope, teamId: SCOPE }
      : scope.kind === 'OWN'
        ? { ...scope, ownerId: SCOPE }
        : scope;
  return {
    workspaceId: WORKSPACE,
    userId: USER,
    role,
    permissions,
    scope: standIn,
    masks,
    key: numberOf([role, scope.kind, [...permissions].sort(), [...masks].sort()].join(' ')),
  };
}

const numbers = new Map<string, number>();

/** There are as many as roles, scopes and sets of masks that were met. */
function numberOf(rules: string): number {
  const number = numbers.get(rules) ?? numbers.size + 1;
  numbers.set(rules, number);
  return number;
}

import type { Clock } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { change } from '../../live/change.ts';
import type { Database } from '../../platform/database.ts';
import { addUser, newUser } from './create-user.ts';
import { workspaceCreated } from './events.ts';
import { systemViewer } from './system-viewer.ts';

export interface FirstWorkspace {
  readonly workspaceId: string;
  /** The owner's address. */
  readonly email: string;
  /** False: there was one already, and nothing was changed. */
  readonly isNew: boolean;
}

// Two processes may start at once on an empty database: the second waits and finds it done.
const LOCK = 7_214_001;

/**
 * Sees to it that there is a workspace with an owner who can sign in. The oldest workspace and its
 * first owner, if there are any; otherwise new ones.
 *
 * @emits workspace.created, user.created
 */
export async function ensureFirstWorkspace(
  database: Database,
  first: {
    readonly name: string;
    readonly email: string;
    readonly ownerName: string;
    readonly password: string;
    readonly clock: Clock;
  },
): Promise<FirstWorkspace> {
  const found = await firstWorkspace(database);
  if (found) return found;
  const workspaceId = newId(first.clock().getTime());
  const ctx = {
    database,
    clock: first.clock,
    source: 'setup',
    viewer: systemViewer(workspaceId),
    wakeSequencer() {},
  };
  const owner = await newUser({ ...first, name: first.ownerName });
  const { id } = await change(
    ctx,
    { operation: 'createWorkspace', input: {} },
    async (tx, emit) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;
      const other = await tx.workspace.findFirst({ orderBy: { createdAt: 'asc' } });
      if (other) return other;
      await tx.workspace.create({
        data: { id: workspaceId, name: first.name, createdAt: first.clock() },
      });
      emit(workspaceCreated, { subjectId: workspaceId, payload: {} });
      const now = first.clock();
      const userId = newId(now.getTime());
      await addUser(tx, emit, { workspaceId, userId, role: 'OWNER', teamId: null }, owner, now);
      return { id: workspaceId };
    },
  );
  return { ...(await firstWorkspace(database))!, isNew: id === workspaceId };
}

async function firstWorkspace(database: Database): Promise<FirstWorkspace | null> {
  const owner = await database.membership.findFirst({
    where: { role: 'OWNER' },
    orderBy: [{ workspace: { createdAt: 'asc' } }, { createdAt: 'asc' }],
    include: { user: true },
  });
  return owner && { workspaceId: owner.workspaceId, email: owner.user.email, isNew: false };
}

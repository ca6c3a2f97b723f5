import type { Pool } from 'pg';
import type { Clock } from '../../kernel/clock.ts';
import { isId } from '../../kernel/ids.ts';
import { Recent } from '../../kernel/recent.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Authentication, Caller, SignedIn, SignInAttempt } from '../../graphql/context.ts';
import { change } from '../../live/change.ts';
import type { Database } from '../../platform/database.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { accessTokens } from './access-token.ts';
import { attemptsOf } from './attempts.ts';
import { isPassword } from './password.ts';
import { InvalidCredentials, UserSuspended } from './problems.ts';
import { isScriptToken, readScriptToken } from './script-token.ts';
import { accessOfSession, accessSql, type SessionAccess } from './session-access.ts';
import { BROWSER_SESSION_DAYS, startSession } from './sessions.ts';
import { systemViewer } from './system-viewer.ts';

const ATTEMPT_WINDOW_SECONDS = 15 * 60;
const WRONG_PER_EMAIL = 10;
const WRONG_PER_ADDRESS = 100;
const DAY_MS = 86_400_000;
/** How many tokens' viewers are remembered. */
const MOST_REMEMBERED = 5_000;

/** What a sign-in needs of the process. */
export interface AuthenticationOptions {
  readonly database: Database;
  /** Where attempts are counted; a pool apart, so that a flood of them holds up nothing else. */
  readonly attemptPool: Pool;
  readonly clock: Clock;
  readonly sessionSecret: string;
  readonly wakeSequencer: () => void;
  /** Called with every way in that is refused: a wrong password or invitation, or one attempt too many. */
  readonly onRefused?: () => void;
}

/** Makes the one way in. Wrong passwords are counted over all nodes: per address signed in with, and per place. */
export function openAuthentication(options: AuthenticationOptions): Authentication {
  const { database, clock, wakeSequencer } = options;
  const tokens = accessTokens(options.sessionSecret, clock);
  const byEmail = attemptsOf(options.attemptPool, 'sign-in email', {
    most: WRONG_PER_EMAIL,
    seconds: ATTEMPT_WINDOW_SECONDS,
  });
  const byAddress = attemptsOf(options.attemptPool, 'sign-in address', {
    most: WRONG_PER_ADDRESS,
    seconds: ATTEMPT_WINDOW_SECONDS,
  });

  const remembered = new Recent<SessionAccess>(MOST_REMEMBERED);

  const lookUp = async (token: string): Promise<SessionAccess | null> => {
    if (isScriptToken(token)) {
      const read = readScriptToken(token);
      return read && accessOfSession(database, read.sessionId, clock(), read.secret);
    }
    const read = await tokens.read(token);
    if (!read || !isId(read.sessionId)) return null;
    const found = await accessOfSession(database, read.sessionId, clock());
    return found && { ...found, viewer: { ...found.viewer, expiresAt: read.expiresAt } };
  };

  const grant = async (viewer: Viewer, secret: string): Promise<SignedIn> => {
    const { token, expiresAt } = await tokens.sign(viewer.sessionId!);
    return {
      token,
      expiresAt,
      viewer: { ...viewer, expiresAt: expiresAt.getTime() },
      refresh: {
        secret: `${viewer.sessionId}.${secret}`,
        expiresAt: new Date(clock().getTime() + BROWSER_SESSION_DAYS * DAY_MS),
      },
    };
  };

  const checkPassword = async ({ email, password, caller }: SignInAttempt) => {
    const address = email.trim().toLowerCase();
    // Counted before the password is looked at: attempts side by side must not all see room for one more.
    await byEmail.spend(address);
    await byAddress.spend(caller.address);
    const user = await database.user.findUnique({
      where: { email: address },
      include: { memberships: { orderBy: { createdAt: 'asc' } } },
    });
    if (!(await isPassword(password, user?.passwordHash ?? null)) || !user?.memberships.length)
      throw new InvalidCredentials('The e-mail address or the password is wrong.');
    await Promise.all([byEmail.forget(address), byAddress.giveBack(caller.address)]);
    const membership = user.memberships.find(({ suspendedAt }) => suspendedAt === null);
    if (!membership) throw new UserSuspended();
    return membership;
  };

  const begin = async (
    { workspaceId, userId }: { workspaceId: string; userId: string },
    caller: Caller,
  ): Promise<SignedIn> => {
    const now = clock();
    const viewer = { ...systemViewer(workspaceId), userId };
    const ctx = { database, clock, wakeSequencer, source: 'api', viewer };
    let secret = '';
    const { id } = await change(ctx, { operation: 'signIn', input: {} }, async (tx, emit) => {
      const session = await startSession(tx, emit, {
        workspaceId,
        userId,
        kind: 'BROWSER',
        label: caller.userAgent.slice(0, 200),
        now,
        expiresAt: new Date(now.getTime() + BROWSER_SESSION_DAYS * DAY_MS),
      });
      secret = session.secret;
      return session;
    });
    const signedIn = await accessOfSession(database, id, now);
    // Suspended between the two.
    if (!signedIn) throw new UserSuspended();
    return grant(signedIn.viewer, secret);
  };

  const counting = <T>(attempt: Promise<T>): Promise<T> =>
    attempt.catch((error: unknown) => {
      options.onRefused?.();
      throw error;
    });

  return {
    async viewerOf(token) {
      const found = await lookUp(token);
      if (found) remembered.set(token, found);
      else remembered.delete(token);
      return found?.viewer ?? null;
    },

    remembered(token) {
      const known = remembered.get(token);
      if (!known) return null;
      const now = clock().getTime();
      return known.endsAt > now && known.viewer.expiresAt! > now ? known : null;
    },

    accessSql,

    async signIn(attempt) {
      return begin(await counting(checkPassword(attempt)), attempt.caller);
    },

    async acceptInvitation({ caller, ...attempt }) {
      await counting(byAddress.spend(caller.address));
      const counted: string[] = [];
      const joined = await counting(
        acceptInvitation(
          { database, clock, wakeSequencer },
          {
            ...attempt,
            async countAttempt(email) {
              await byEmail.spend(email);
              counted.push(email);
            },
          },
        ),
      );
      await Promise.all([
        byAddress.giveBack(caller.address),
        ...counted.map((email) => byEmail.forget(email)),
      ]);
      return begin(joined, caller);
    },

    async refresh(cookie) {
      const [sessionId = '', secret = ''] = cookie.split('.');
      if (!isId(sessionId)) return null;
      const now = clock();
      const found = await accessOfSession(database, sessionId, now, secret);
      if (!found) return null;
      await database.session.update({
        where: { id: sessionId },
        data: {
          lastUsedAt: now,
          expiresAt: new Date(now.getTime() + BROWSER_SESSION_DAYS * DAY_MS),
        },
      });
      return grant(found.viewer, secret);
    },
  };
}

import type { Pool } from 'pg';
import type { Clock } from '../kernel/clock.ts';
import type { Identified } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { CommandContext } from '../live/change.ts';
import type { Cursors } from '../live/cursor.ts';
import type { FeedStats } from '../live/feed-stats.ts';
import type { Presence } from '../live/presence.ts';
import type { Tail } from '../live/tail.ts';
import type { Broadcast } from '../platform/broadcast.ts';
import type { Database } from '../platform/database.ts';
import { type Departure, departureOf } from '../platform/departure.ts';
import type { Log } from '../platform/log.ts';
import type { Sealer } from '../platform/secrets.ts';
import type { Admission } from './admission.ts';
import type { ApiStats } from './api-stats.ts';
import type { CallerOf } from './caller.ts';
import type { RowLoader } from './node-source.ts';
import { Refusal } from './refusal.ts';

/** What the process offers to every request. Made once, in `app/compose.ts`. */
export interface Services {
  readonly database: Database;
  readonly logPool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly tail: Tail;
  /** What the feeds of this process have done. Whoever does it counts it. */
  readonly feedStats: FeedStats;
  readonly cursors: Cursors;
  /** Loads rows by statements of our own. Absent: by Prisma. */
  readonly rowLoader?: RowLoader | undefined;
  /** Seals the cursors of lists; those of the feed are `cursors`. */
  readonly listCursors: Sealer;
  /** Seals the links by which browsers download. */
  readonly downloadLinks: Sealer;
  readonly authentication: Authentication;
  /** How much anybody may hold at once. */
  readonly admission: Admission;
  /** What the API of this process has done. Whoever does it counts it. */
  readonly apiStats: ApiStats;
  readonly wakeSequencer: () => void;
  readonly callerOf: CallerOf;
  /** Carries hints between nodes: presence, typing, counts. Never events. */
  readonly broadcast: Broadcast;
  /** Who is at which customer now. */
  readonly presence: Presence;
  /** Aborts when the process is going to stop: feeds take their leave. */
  readonly drain: AbortSignal;
}

/** Turns a bearer token into a viewer. The identity domain's; here only its shape. */
export interface Authentication {
  /** Null: the token is garbled, forged, expired, ended or of a user without a membership. */
  viewerOf(token: string): Promise<Viewer | null>;
  /**
   * Whom `viewerOf` found last for the token, without asking the database. What is done for such a
   * viewer counts only if `accessSql` gives the very same `access` in the same statement.
   */
  remembered(token: string): RememberedViewer | null;
  /** One SQL expression over `$1`, a session's id: what its access rests on at this moment, as text. Null: it may not come in. */
  readonly accessSql: string;
  /** Checks a password and opens a session. @throws {InvalidCredentials|TooManyAttempts|UserSuspended} */
  signIn(attempt: SignInAttempt): Promise<SignedIn>;
  /**
   * Makes a member of the holder of an invitation, and opens a session. Throws the problems of its
   * command, and `TooManyAttempts`.
   */
  acceptInvitation(attempt: InvitationAttempt): Promise<SignedIn>;
  /** Exchanges the refresh cookie's value for a new access token. Null: it means nothing (any more). */
  refresh(secret: string): Promise<SignedIn | null>;
}

/** A viewer as it was found before, and what that rested on. */
export interface RememberedViewer {
  readonly viewer: Viewer;
  readonly access: string;
}

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  readonly caller: Caller;
}

export interface InvitationAttempt {
  /** The secret that the invitation's link holds. */
  readonly invitation: string;
  readonly name: string;
  readonly password: string;
  readonly caller: Caller;
}

/** A session just opened or refreshed. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly viewer: Viewer;
  /** What the refresh cookie holds from now on, and until when. */
  readonly refresh: { readonly secret: string; readonly expiresAt: Date };
}

/** From where a request came, as far as it matters for limits and for naming a session. */
export interface Caller {
  readonly address: string;
  readonly userAgent: string;
}

/** What a hot form made. */
export interface Made extends Identified {
  readonly typename: string;
  /** The value of `data` that answers with it, as JSON text. Null: it has to be read. */
  readonly data: string | null;
}

/** What a transport knows of one operation before it is executed. */
export interface Asking {
  /** Null: nobody signed in; only `signIn`, `acceptInvitation` and `__typename` are admitted. The former two set it for the rest of its document. */
  viewer: Viewer | null;
  /**
   * Where this process's tail stood before the viewer was looked up: what the log says of its access
   * behind that place, the viewer may not know yet.
   */
  readonly since?: bigint;
  readonly caller: Caller;
  readonly requestId: string;
  /** Sets or clears the refresh cookie. Absent where there is no response to set it on. */
  readonly setRefreshCookie?: (cookie: SignedIn['refresh'] | null) => void;
  /** Where a subscription goes on, in the place of its `after`: what a reconnecting browser sends as `Last-Event-ID`. */
  readonly resumeAfter?: string;
  /** Aborts when the operation is no longer wanted. */
  readonly signal?: AbortSignal;
  /** The same, for what needs no signal. Absent: `signal` tells. */
  readonly departure?: Departure;
  /** What the operation's one command has made already, by its hot form. */
  made?: Made;
}

/** Whether the operation is no longer wanted. Undefined: it always is. */
export function departureIn({ departure, signal }: Asking): Departure | undefined {
  return departure ?? (signal && departureOf(signal));
}

/**
 * What resolvers get. New for every request, and for every event of a subscription, so that
 * nothing loaded for one is shown for another.
 */
export interface Context extends Omit<CommandContext, 'viewer' | 'wakeSequencer'>, Services {
  /** Throws `UNAUTHENTICATED` for an operation without a token. */
  readonly viewer: Viewer;
  readonly asking: Asking;
  /** The log's head as it was before anything else of the document was read. Only where asked for. */
  readonly feedHead: string | null;
  readonly written: Set<string>;
}

/** Makes the context of one operation or event. */
export function makeContext(services: Services, asking: Asking, feedHead: string | null): Context {
  return {
    ...services,
    source: 'api',
    asking,
    feedHead,
    written: new Set(asking.made && [asking.made.id]),
    get viewer() {
      if (!asking.viewer) throw new Refusal('UNAUTHENTICATED', 'Sign in first.');
      return asking.viewer;
    },
  };
}

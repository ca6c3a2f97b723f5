import type { Viewer } from '../kernel/viewer.ts';
import type { AdmissionLimits } from '../platform/limit-settings.ts';
import type { Release, Tallies } from '../platform/tallies.ts';
import { type MessageMeter, messageMeter } from './message-meter.ts';
import { Refusal } from './refusal.ts';

/** How much anybody may hold at once, whichever transport they come by. Each place is given back by its `Release`. */
export interface Admission {
  readonly limits: AdmissionLimits;
  /** A socket at its upgrade, when only its address is known. Null: too many from there, or too fast. */
  connection(address: string): Promise<Release | null>;
  /** A socket that has said whose it is. Null: its user or its session has too many. */
  socket(viewer: Viewer): Promise<Release | null>;
  /** A subscription. @throws {Refusal} TOO_MANY_OPERATIONS: the user has too many */
  feed(viewer: Viewer): Promise<Release>;
  /** Saying where one is. @throws {Refusal} TOO_MANY_OPERATIONS: the session says it too often */
  announcement(viewer: Viewer): Promise<void>;
  /** Judges what a socket sends. */
  meter(): MessageMeter;
}

/** By one session; two seconds' worth may come at once. */
export const ANNOUNCEMENTS_PER_SECOND = 20;

/** Opens the admission with its limits, on tallies of this process or on shared ones. */
export function openAdmission(limits: AdmissionLimits, tallies: Tallies): Admission {
  return {
    limits,
    async connection(address) {
      if (!(await tallies.spend(`connects ${address}`, limits.connectsPerSecond))) return null;
      return tallies.hold(`sockets of ${address}`, limits.socketsPerAddress);
    },
    async socket({ userId, sessionId }) {
      const ofUser = await tallies.hold(`sockets of user ${userId}`, limits.socketsPerUser);
      if (!ofUser) return null;
      const ofSession = await tallies.hold(
        `sockets of session ${sessionId}`,
        limits.socketsPerSession,
      );
      if (!ofSession) {
        ofUser();
        return null;
      }
      return () => {
        ofSession();
        ofUser();
      };
    },
    async feed({ userId }) {
      const release = await tallies.hold(`feeds of ${userId}`, limits.feedsPerUser);
      if (release) return release;
      throw new Refusal(
        'TOO_MANY_OPERATIONS',
        `At most ${limits.feedsPerUser} subscriptions at once for one user.`,
      );
    },
    async announcement({ sessionId }) {
      if (await tallies.spend(`announcements of ${sessionId}`, ANNOUNCEMENTS_PER_SECOND)) return;
      throw new Refusal(
        'TOO_MANY_OPERATIONS',
        `At most ${ANNOUNCEMENTS_PER_SECOND} announcements of presence a second.`,
      );
    },
    meter: () => messageMeter(limits.messagesPerSecond),
  };
}

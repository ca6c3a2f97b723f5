import type { IncomingMessage, ServerResponse } from 'node:http';
import { auditDenial } from './audit-denial.ts';
import { authenticate, remember } from './bearer.ts';
import type { Asking, Caller, Services } from './context.ts';
import { resumption } from './events-request.ts';
import { HttpRefusal } from './http-request.ts';
import { Leaving, signalOf } from '../platform/departure.ts';
import { writeRefreshCookie } from './refresh-cookie.ts';
import type { SessionWatch } from './session-watch.ts';

/** Who sent one request, and how its operation is asked for. */
export interface Sender {
  readonly asking: Asking;
  /**
   * What the viewer's access was when it was looked up for an earlier request: the viewer is only
   * remembered, and counts where the database says the same of its access. Null: it was looked up now.
   */
  readonly access: string | null;
  /**
   * Finds out who sent it, from memory if it can.
   *
   * @throws {HttpRefusal} UNAUTHENTICATED: it came with a token that means nothing (any more)
   */
  meet(): Promise<void>;
  /** Looks a viewer that is only remembered up, as it is at this moment. @throws {HttpRefusal} the same */
  settle(): Promise<void>;
}

export interface SenderOptions {
  readonly services: Services;
  readonly sessions: SessionWatch;
  /** Whether cookies are for HTTPS only. */
  readonly isSecure: boolean;
}

/** Meets a request before anything is known of who sent it. Its signal aborts when the response closes or the session ends. */
export function senderOf(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  { services, sessions, isSecure }: SenderOptions,
): Sender {
  const leaving = new Leaving();
  let signal: AbortSignal | null = null;
  let caller: Caller | null = null;
  let unwatch: (() => void) | null = null;
  response.once('close', () => {
    unwatch?.();
    // Whoever has the whole answer waits for nothing any more.
    if (!response.writableFinished) leaving.leave();
  });
  const asking: Asking = {
    viewer: null,
    since: services.tail.position,
    requestId,
    get caller() {
      caller ??= services.callerOf(request);
      return caller;
    },
    setRefreshCookie: (cookie) => writeRefreshCookie(response, cookie, isSecure),
    departure: leaving,
    // Made when somebody looks, which for most requests is never.
    get signal() {
      signal ??= signalOf(leaving);
      return signal;
    },
    ...resumption(request),
  };
  const watch = () => {
    if (asking.viewer && !response.closed)
      unwatch ??= sessions.watch(asking.viewer, () => leaving.leave());
  };
  const sender = {
    asking,
    access: null as string | null,
    async meet() {
      const known = remember(services.authentication, request.headers.authorization);
      if (!known) return lookUp();
      asking.viewer = known.viewer;
      sender.access = known.access;
      watch();
    },
    async settle() {
      if (sender.access !== null) await lookUp();
    },
  };
  const lookUp = async () => {
    const viewer = await authenticate(services.authentication, request.headers.authorization);
    sender.access = null;
    if (viewer === 'bad') {
      auditDenial(
        services.log,
        { ...asking, viewer: null },
        { code: 'UNAUTHENTICATED', object: 'token' },
      );
      throw new HttpRefusal(
        'UNAUTHENTICATED',
        'The token is not valid (any more). Sign in again.',
        { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
      );
    }
    asking.viewer = viewer;
    watch();
  };
  return sender;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { auditDenial } from './audit-denial.ts';
import { authenticate } from './bearer.ts';
import type { Asking, Services } from './context.ts';
import { resumption } from './events-request.ts';
import { HttpRefusal } from './http-request.ts';
import { writeRefreshCookie } from './refresh-cookie.ts';
import type { SessionWatch } from './session-watch.ts';

/** Who sent one request, and how its operation is asked for. */
export interface Sender {
  readonly asking: Asking;
  /**
   * Looks up who sent it, as it is at this moment.
   *
   * @throws {HttpRefusal} UNAUTHENTICATED: it came with a token that means nothing (any more)
   */
  lookUp(): Promise<void>;
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
  let gone: AbortController | null = null;
  let isGone = false;
  let unwatch: (() => void) | null = null;
  const leave = () => {
    isGone = true;
    gone?.abort();
  };
  response.once('close', () => {
    unwatch?.();
    leave();
  });
  const asking: Asking = {
    viewer: null,
    since: services.tail.position,
    requestId,
    caller: services.callerOf(request),
    setRefreshCookie: (cookie) => writeRefreshCookie(response, cookie, isSecure),
    // Made when somebody looks: most requests have ended before anybody does.
    get signal() {
      gone ??= new AbortController();
      if (isGone) gone.abort();
      return gone.signal;
    },
    ...resumption(request),
  };
  return {
    asking,
    async lookUp() {
      const viewer = await authenticate(services.authentication, request.headers.authorization);
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
      if (viewer && !isGone) unwatch ??= sessions.watch(viewer, leave);
    },
  };
}

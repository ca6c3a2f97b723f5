import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SignedIn } from './context.ts';

const NAME = 'rapport_session';

/** The refresh cookie's value; null when there is none. */
export function readRefreshCookie(request: IncomingMessage): string | null {
  const match = new RegExp(`(?:^|;\\s*)${NAME}=([^;]+)`).exec(request.headers.cookie ?? '');
  return match?.[1] ?? null;
}

/** Sets the cookie, or clears it. No script can read it, no other site can send it, and only `/session` gets it. */
export function writeRefreshCookie(
  response: ServerResponse,
  cookie: SignedIn['refresh'] | null,
  isSecure: boolean,
): void {
  const expires = cookie ? cookie.expiresAt : new Date(0);
  response.appendHeader(
    'set-cookie',
    `${NAME}=${cookie?.secret ?? ''}; Path=/session; HttpOnly; SameSite=Strict; Expires=${expires.toUTCString()}${isSecure ? '; Secure' : ''}`,
  );
}

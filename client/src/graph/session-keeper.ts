const EARLY_REFRESH_MS = 60_000;
const ALMOST_EXPIRED_MS = 15_000;
const SOONEST_REFRESH_MS = 10_000;
const NO_COOKIE = 204;
const COOKIE_REFUSED = 401;
const LOCK = 'rapport-session';

type SessionState =
  | { readonly status: 'restoring' }
  | { readonly status: 'unreachable' }
  | { readonly status: 'signed-out'; readonly isEnded: boolean }
  | { readonly status: 'signed-in'; readonly generation: number };

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: string;
}

export interface SessionKeeper {
  readonly getState: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Signs in silently with the refresh cookie, if there is one. */
  readonly restore: () => Promise<void>;
  /** Takes the token that a sign-in answered. */
  readonly accept: (token: AccessToken) => void;
  /** A token that is good for some seconds more, refreshed if need be; null when signed out. */
  readonly freshToken: () => Promise<string | null>;
  readonly currentToken: () => string | null;
  /** Which session the token is of; null when signed out. */
  readonly sessionId: () => string | null;
  readonly isExpiring: () => boolean;
  /** Exchanges the refresh cookie for a new token. False: the session is over. Throws when the server cannot be reached. */
  readonly refresh: () => Promise<boolean>;
  /** Forgets the token; `isEnded` when it was not the user who signed out. */
  readonly forget: (isEnded: boolean) => void;
}

/** Keeps the access token, in memory only, and renews it before it expires. */
export function createSessionKeeper(fetchSession: typeof fetch): SessionKeeper {
  let state: SessionState = { status: 'restoring' };
  let access: AccessToken | null = null;
  let generation = 0;
  let refreshing: Promise<boolean> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** How far the server's clock is ahead of this one's; the token ends by the server's. */
  let aheadMs = 0;
  const listeners = new Set<() => void>();

  function enter(next: SessionState) {
    state = next;
    for (const listener of listeners) listener();
  }

  const leftMs = ({ expiresAt }: AccessToken) => Date.parse(expiresAt) - Date.now() - aheadMs;

  function hold(token: AccessToken) {
    access = token;
    clearTimeout(timer);
    const inMs = leftMs(token) - EARLY_REFRESH_MS;
    // A refresh that fails here is tried again by whoever needs the token next.
    timer = setTimeout(
      () => void refresh().catch(() => undefined),
      Math.max(inMs, SOONEST_REFRESH_MS),
    );
  }

  function accept(token: AccessToken) {
    hold(token);
    enter({ status: 'signed-in', generation: ++generation });
  }

  function forget(isEnded: boolean) {
    access = null;
    clearTimeout(timer);
    enter({ status: 'signed-out', isEnded });
  }

  async function exchangeCookie(): Promise<boolean> {
    const response = await fetchSession('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (response.status === NO_COOKIE || response.status === COOKIE_REFUSED) {
      if (access) forget(true);
      return false;
    }
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) aheadMs = date - Date.now();
    const before = access && sessionIdOf(access);
    const next = (await response.json()) as AccessToken;
    hold(next);
    // Somebody signed in anew in another tab, perhaps as another user: nothing of the old session may be shown.
    if (before !== null && before !== sessionIdOf(next)) accept(next);
    return true;
  }

  function refresh(): Promise<boolean> {
    // One tab at a time: each exchange may replace the cookie that the next one sends.
    refreshing ??= inTurn(exchangeCookie).finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  const isExpiring = () => access !== null && leftMs(access) < ALMOST_EXPIRED_MS;

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async restore() {
      try {
        const isSignedIn = await refresh();
        enter(
          isSignedIn
            ? { status: 'signed-in', generation: ++generation }
            : { status: 'signed-out', isEnded: false },
        );
      } catch {
        enter({ status: 'unreachable' });
      }
    },
    accept,
    async freshToken() {
      // One that is being exchanged may be one that the server has just refused.
      if (refreshing || isExpiring()) await refresh();
      return access?.token ?? null;
    },
    currentToken: () => access?.token ?? null,
    sessionId: () => access && sessionIdOf(access),
    isExpiring,
    refresh,
    forget,
  };
}

/** The subject of the token is its session. Whether it is genuine is for the server to judge. */
function sessionIdOf({ token }: AccessToken): string {
  const [, claims = ''] = token.split('.');
  const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as {
    sub: string;
  };
  return sub;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return locks ? locks.request(LOCK, work) : work();
}

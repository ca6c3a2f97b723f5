import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSessionKeeper } from './session-keeper.ts';

const TOKEN_MS = 10 * 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a reload signs in silently with the refresh cookie', async () => {
  const server = sessionServer();
  const session = createSessionKeeper(server.fetch);

  await session.restore();

  expect(session.getState().status).toBe('signed-in');
  expect(session.currentToken()).toBe(tokenOf('ada', 1));
});

test('without a session one is asked to sign in, and not told that one has ended', async () => {
  const server = sessionServer();
  server.end();
  const session = createSessionKeeper(server.fetch);

  await session.restore();

  expect(session.getState()).toEqual({ status: 'signed-out', isEnded: false });
});

test('a visitor who never signed in is asked to, and that is no error', async () => {
  const session = createSessionKeeper(async () => new Response(null, { status: 204 }));

  await session.restore();

  expect(session.getState()).toEqual({ status: 'signed-out', isEnded: false });
});

test('a server out of reach is not a sign-out', async () => {
  const session = createSessionKeeper(() => Promise.reject(new TypeError('Failed to fetch')));

  await session.restore();

  expect(session.getState()).toEqual({ status: 'unreachable' });
});

test('the token is renewed before it expires, without the user noticing', async () => {
  const server = sessionServer();
  const session = createSessionKeeper(server.fetch);
  await session.restore();
  const before = session.getState();

  await vi.advanceTimersByTimeAsync(TOKEN_MS - 30_000);

  expect(session.currentToken()).toBe(tokenOf('ada', 2));
  expect(session.getState()).toBe(before);
});

test('everybody who needs a token at once shares one refresh', async () => {
  const server = sessionServer();
  const session = createSessionKeeper(server.fetch);

  await Promise.all([session.refresh(), session.refresh(), session.refresh()]);

  expect(server.requests()).toBe(1);
});

test('a session that was ended elsewhere leads to the sign-in page, which says so', async () => {
  const server = sessionServer();
  const session = createSessionKeeper(server.fetch);
  await session.restore();

  server.end();
  await session.refresh();

  expect(session.getState()).toEqual({ status: 'signed-out', isEnded: true });
  expect(session.currentToken()).toBeNull();
});

test('a clock that is an hour wrong does not make every request refresh', async () => {
  const server = sessionServer(-60 * 60_000);
  const session = createSessionKeeper(server.fetch);
  await session.restore();

  await session.freshToken();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(server.requests()).toBe(1);
});

test('another user who signs in in another tab is another session here too', async () => {
  const server = sessionServer();
  const session = createSessionKeeper(server.fetch);
  await session.restore();
  const before = session.getState();

  server.signIn('grace');
  await session.refresh();

  expect(session.sessionId()).toBe('grace');
  expect(session.getState()).not.toEqual(before);
});

test('a token that the server has just refused is not handed out while it is exchanged', async () => {
  const server = sessionServer();
  const session = createSessionKeeper(server.fetch);
  await session.restore();

  void session.refresh();

  expect(await session.freshToken()).toBe(tokenOf('ada', 2));
});

const tokenOf = (sub: string, number: number) => `${number}.${btoa(JSON.stringify({ sub }))}.x`;

/** Answers `POST /session` as the API does, with tokens that last ten minutes. */
function sessionServer(aheadMs = 0) {
  let requests = 0;
  let isEnded = false;
  let sessionId = 'ada';
  return {
    fetch: (async () => {
      requests += 1;
      if (isEnded) return new Response('{}', { status: 401 });
      const expiresAt = new Date(Date.now() + aheadMs + TOKEN_MS).toISOString();
      const headers = { date: new Date(Date.now() + aheadMs).toUTCString() };
      return Response.json({ token: tokenOf(sessionId, requests), expiresAt }, { headers });
    }) as typeof fetch,
    requests: () => requests,
    end() {
      isEnded = true;
    },
    signIn(id: string) {
      sessionId = id;
    },
  };
}

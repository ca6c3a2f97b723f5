import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { FeedEvent } from '../../client/src/live/feed/feed-item.ts';
import { type FeedSocket, openFeedSocket } from '../../client/src/live/feed/feed-socket.ts';
import type { FeedState } from '../../client/src/live/feed/feed-state.ts';
import { followOverSocket } from '../../client/src/live/feed/follow-over-socket.ts';
import { type App, compose } from '../../server/src/app/compose.ts';
import { type CutProxy, openCutProxy } from '../support/cut-proxy.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { type Inbox, openInbox } from '../support/inbox.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, logInteraction, signIn } from '../support/workload.ts';
import { PASSWORD } from '../support/workspace.ts';

interface InteractionEvent extends FeedEvent {
  readonly subject: { readonly subject: string } | null;
}

const QUERY = `subscription ($after: Cursor) {
  interactionFeed(after: $after) {
    __typename
    ... on FeedPosition { cursor previousCursor }
    ... on FeedEvent { recordedAt subject { ... on Interaction { subject } } }
    ... on FeedHeartbeat { reconnectAfterMs }
    ... on FeedGap { reason resumeFrom snapshotRequired }
  }
}`;

let server: TestServer;
let other: App | undefined;
let writer: { readonly url: string; readonly token: string };
let customerId: string;
let proxy: CutProxy;

beforeAll(async () => {
  server = await bootServer();
  writer = { url: server.url, token: await server.workspace.token('OWNER') };
  await server.workspace.token('AGENT');
  customerId = await createCustomer(writer);
});
afterAll(async () => {
  await other?.stop();
  await server.stop();
});
beforeEach(async () => {
  proxy = await openCutProxy(server.url);
});
afterEach(() => proxy.close());

test('two feeds share one socket, and each is told each event once, whatever breaks it', async () => {
  const socket = openSocket();
  const feeds = [follow(socket), follow(socket)];
  await Promise.all(feeds.map(({ states }) => states.until('live', isLive)));
  expect(proxy.connections).toBe(1);

  await log('before');
  proxy.cut();
  await log('while away');
  proxy.cut();
  await log('after');

  for (const feed of feeds) {
    await feed.told.until('all', (told) => told.length >= 3);
    expect(feed.told.all).toEqual(['before', 'while away', 'after']);
    feed.stop();
  }
});

test('a session that ends is followed by another one, and no event is lost between them', async () => {
  const email = server.workspace.emailOf('AGENT');
  const tokens: string[] = [];
  const socket = openSocket(async () => {
    tokens.push(await signIn(server.url, email, PASSWORD));
    return tokens.at(-1)!;
  });
  const feed = follow(socket);
  await feed.states.until('live', isLive);
  await log('with the first token');
  await feed.told.until('the first', (told) => told.length === 1);

  await graphqlRequest(server.url, 'mutation { signOut }', {}, tokens[0]);
  await log('between the two');
  await feed.told.until('both', (told) => told.length === 2);

  expect(feed.told.all).toEqual(['with the first token', 'between the two']);
  expect(tokens).toHaveLength(2);
  feed.stop();
});

test('a connection that swallows everything is left when the browser says that the network changed', async () => {
  const feed = follow(openSocket());
  await feed.states.until('live', isLive);
  proxy.swallow();
  await log('into the void');

  feed.networkChanges();
  await feed.told.until('what was swallowed', (told) => told.length === 1);

  expect(feed.told.all).toEqual(['into the void']);
  feed.stop();
});

test('when a server stops, the feeds go on at another one, with nothing lost or told twice', async () => {
  other = await compose({
    databaseUrl: server.databaseUrl,
    sessionSecret: 'a secret of the tests, long enough',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    isProduction: false,
    drainMs: 3_000,
  });
  await proxy.close();
  proxy = await openCutProxy(other.url);
  const feed = follow(openSocket());
  await feed.states.until('live', isLive);
  await log('at the first');
  await feed.told.until('the first', (told) => told.length === 1);

  proxy.restore(server.url);
  const stopped = other.stop();
  other = undefined;
  await log('while it stops');
  await feed.told.until('both', (told) => told.length === 2);

  expect(feed.told.all).toEqual(['at the first', 'while it stops']);
  expect(feed.states.all.map(({ status }) => status)).not.toContain('gap');
  feed.stop();
  await stopped;
});

function openSocket(token: () => Promise<string> = async () => writer.token): FeedSocket {
  return openFeedSocket(() =>
    createClient({
      url: `${proxy.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
      retryAttempts: 0,
    }),
  );
}

function follow(socket: FeedSocket) {
  const told: Inbox<string> = openInbox();
  const states: Inbox<FeedState> = openInbox();
  const followed = followOverSocket<InteractionEvent>({
    socket,
    query: QUERY,
    after: null,
    onEvent: ({ subject }) => told.push(subject!.subject),
    onState: (state) => states.push(state),
  });
  return {
    told,
    states,
    stop: followed.stop,
    networkChanges() {
      followed.interrupt();
      socket.terminate();
      proxy.restore();
      followed.wake();
    },
  };
}

const isLive = (states: readonly FeedState[]) => states.at(-1)?.status === 'live';

async function log(subject: string): Promise<void> {
  await logInteraction(writer, { customerId, subject });
}

import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphqlRequest } from '../support/graphql-request.ts';
import { openInbox } from '../support/inbox.ts';
import { leaveSocket } from '../support/leave-socket.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { settleLog } from '../support/settle-log.ts';
import { type Caller, createCustomer, logInteraction, run } from '../support/workload.ts';

let server: TestServer;
let owner: Caller;
let agent: Caller;

beforeAll(async () => {
  server = await bootServer();
  owner = { url: server.url, token: await server.workspace.token('OWNER') };
  agent = { url: server.url, token: await server.workspace.token('AGENT') };
});
afterAll(() => server.stop());

interface Digest {
  readonly customer: { readonly name: string };
  readonly eventCount: number;
  readonly waitingSince: string | null;
  readonly isMine: boolean;
  readonly latest: readonly { readonly channel: string }[];
  readonly changedFields: readonly string[];
}

interface Feed {
  readonly id: string;
  readonly name: string;
  readonly unreadCount: number;
  readonly readCursor: string;
  readonly whileAway: {
    readonly through: string;
    readonly eventCount: number;
    readonly customerCount: number;
    readonly isComplete: boolean;
    readonly customers: readonly Digest[];
  };
}

async function feedsOf({ url, token }: Caller): Promise<readonly Feed[]> {
  const { data, errors } = await graphqlRequest<{ viewer: { savedFeeds: Feed[] } }>(
    url,
    `{ viewer { savedFeeds { id name unreadCount readCursor whileAway {
      through eventCount customerCount isComplete
      customers { customer { name } eventCount waitingSince isMine latest { channel } changedFields }
    } } } }`,
    {},
    token,
  );
  expect(errors).toBeUndefined();
  return data.viewer.savedFeeds;
}

const userIdOf = async ({ url, token }: Caller) =>
  (
    await graphqlRequest<{ viewer: { user: { id: string } } }>(
      url,
      '{ viewer { user { id } } }',
      {},
      token,
    )
  ).data.viewer.user.id;

/** Reads everything there is. Answers up to where. */
async function readAll(caller: Caller): Promise<string> {
  const [feed] = await feedsOf(caller);
  await run(caller, 'markFeedRead', 'SavedFeed', {
    savedFeedId: feed!.id,
    cursor: feed!.whileAway.through,
  });
  return feed!.whileAway.through;
}

async function head({ url, token }: Caller): Promise<string> {
  const { data } = await graphqlRequest<{ feedHead: string }>(url, '{ feedHead }', {}, token);
  return data.feedHead;
}

describe('while you were away', () => {
  test('it tells by customer, who waits first, what others did, and nothing of what one did oneself', async () => {
    const agentId = await userIdOf(agent);
    const start = await head(owner);
    const [ann, bob, cleo, dan] = [
      await createCustomer(owner, { name: 'Ann, answered' }),
      await createCustomer(owner, { name: 'Bob, waiting long' }),
      await createCustomer(owner, { name: 'Cleo, changed' }),
      await createCustomer(owner, { name: 'Dan, mine and waiting', ownerId: agentId }),
    ];
    await settleLog(owner, start);
    await readAll(agent);

    await logInteraction(owner, { customerId: bob, channel: 'EMAIL', direction: 'INBOUND' });
    await logInteraction(owner, { customerId: ann, channel: 'EMAIL', direction: 'INBOUND' });
    await logInteraction(owner, { customerId: dan, channel: 'CHAT', direction: 'INBOUND' });
    await logInteraction(owner, { customerId: bob, channel: 'EMAIL', direction: 'INBOUND' });
    await logInteraction(agent, { customerId: ann, channel: 'CALL', direction: 'OUTBOUND' });
    await run(owner, 'updateCustomer', 'Customer', { id: cleo, jobTitle: 'Baker' });
    // Neither a visit nor a call that somebody took waits for an answer.
    await logInteraction(owner, {
      customerId: cleo,
      channel: 'WEB',
      direction: 'INBOUND',
      agentId: null,
    });
    await logInteraction(owner, { customerId: cleo, channel: 'CALL', direction: 'INBOUND' });
    await settleLog(owner, start);

    const [{ whileAway, unreadCount } = {} as Feed] = await feedsOf(agent);
    expect(
      whileAway.customers.map(({ customer, eventCount, isMine, waitingSince, ...rest }) => ({
        name: customer.name,
        eventCount,
        isMine,
        waits: waitingSince !== null,
        latest: rest.latest.map(({ channel }) => channel),
        changedFields: rest.changedFields,
      })),
    ).toEqual([
      {
        name: 'Dan, mine and waiting',
        eventCount: 1,
        isMine: true,
        waits: true,
        latest: ['CHAT'],
        changedFields: [],
      },
      {
        name: 'Bob, waiting long',
        eventCount: 2,
        isMine: false,
        waits: true,
        latest: ['EMAIL', 'EMAIL'],
        changedFields: [],
      },
      {
        name: 'Cleo, changed',
        eventCount: 3,
        isMine: false,
        waits: false,
        latest: ['CALL', 'WEB'],
        changedFields: ['jobTitle'],
      },
      {
        name: 'Ann, answered',
        eventCount: 1,
        isMine: false,
        waits: false,
        latest: ['CALL', 'EMAIL'],
        changedFields: [],
      },
    ]);
    // Eight by the owner, and the organisation by which the log was settled.
    expect({ unreadCount, ...whileAway, customers: 0, through: 0 }).toEqual({
      unreadCount: 8,
      eventCount: 8,
      customerCount: 4,
      isComplete: true,
      customers: 0,
      through: 0,
    });
  });

  test('a call taken back, or put right as one of ours, keeps nobody waiting', async () => {
    const start = await head(owner);
    await settleLog(owner, start);
    await readAll(agent);
    const [taken, turned] = [
      await createCustomer(owner, { name: 'Taken back' }),
      await createCustomer(owner, { name: 'Turned' }),
    ];
    const one = await logInteraction(owner, { customerId: taken, channel: 'CHAT' });
    const other = await logInteraction(owner, { customerId: turned, channel: 'CHAT' });
    await run(owner, 'deleteInteraction', 'Customer', { id: one });
    await run(owner, 'correctInteraction', 'Interaction', { id: other, direction: 'OUTBOUND' });
    await settleLog(owner, start);

    const [feed] = await feedsOf(agent);

    expect(
      feed!.whileAway.customers.map(({ customer, waitingSince, latest }) => ({
        name: customer.name,
        waitingSince,
        latest: latest.length,
      })),
    ).toEqual([
      { name: 'Turned', waitingSince: null, latest: 1 },
      { name: 'Taken back', waitingSince: null, latest: 0 },
    ]);
  });

  test('who sees only the own customers is told of no others, also where one went to somebody else', async () => {
    const agentId = await userIdOf(agent);
    const start = await head(owner);
    await run(owner, 'changeCustomerScope', 'User', { id: agentId, customerScope: 'OWN' });
    const [mine, lost] = [
      await createCustomer(owner, { name: 'Mine', ownerId: agentId }),
      await createCustomer(owner, { name: 'Lost', ownerId: agentId }),
    ];
    await settleLog(owner, start);
    await readAll(agent);
    const others = await createCustomer(owner, { name: 'Others' });

    for (const customerId of [mine, lost, others]) await logInteraction(owner, { customerId });
    await run(owner, 'updateCustomer', 'Customer', { id: lost, ownerId: null });
    await settleLog(owner, start);

    const [feed] = await feedsOf(agent);
    await run(owner, 'changeCustomerScope', 'User', { id: agentId, customerScope: null });
    expect(feed!.whileAway.customers.map(({ customer }) => customer.name)).toEqual(['Mine']);
    // Two calls, the one that left, and the organisation by which the log was settled.
    expect(feed!.whileAway).toMatchObject({ customerCount: 1, eventCount: 4 });
  });

  test('reading to the end leaves nothing unread, and the cursor resumes there', async () => {
    const readTo = await readAll(agent);

    const [feed] = await feedsOf(agent);

    expect(feed).toMatchObject({ unreadCount: 0, readCursor: readTo });
    expect(feed!.whileAway).toMatchObject({ eventCount: 0, customers: [] });
  });

  test('a place beyond the log, or of elsewhere, is refused', async () => {
    const [feed] = await feedsOf(agent);
    const mark = (cursor: string) =>
      server.graphql<{ markFeedRead: { code: string } }>(
        'mutation ($input: MarkFeedReadInput!) { markFeedRead(input: $input) { ... on Problem { code } } }',
        { input: { savedFeedId: feed!.id, cursor } },
        agent.token,
      );
    const { cursors, tail } = server.services;
    const beyond = cursors.write(server.workspace.id, {
      epoch: tail.epoch,
      seq: tail.position + 1_000n,
    });

    expect((await mark(beyond)).data.markFeedRead.code).toBe('INVALID_INPUT');
    expect(JSON.stringify(await mark('nonsense'))).toContain('INVALID_CURSOR');
  });
});

describe('unread counts', () => {
  test('move live with what others do, with what is read in another window, and with the feeds kept', async () => {
    await readAll(agent);
    const customerId = await createCustomer(owner, { name: 'Counted' });
    const calls = await run(agent, 'saveFeed', 'SavedFeed', {
      name: 'Calls',
      filter: { channels: ['CALL'] },
    });
    const everything = (await feedsOf(agent))[0]!.id;
    const counts = listen(agent);
    await counts.until('both feeds', (all) => all.length >= 2);

    await logInteraction(owner, { customerId, channel: 'CALL' });
    await logInteraction(owner, { customerId, channel: 'EMAIL' });
    await logInteraction(agent, { customerId, channel: 'CALL' });
    // With the customer itself.
    await counts.until('three in all', (all) => lastOf(all, everything) === 3);
    expect(lastOf(counts.all, calls)).toBe(1);

    await readAll(agent);
    await counts.until('nothing unread', (all) => lastOf(all, everything) === 0);
    expect(lastOf(counts.all, calls)).toBe(1);

    await run(agent, 'removeSavedFeed', 'User', { savedFeedId: calls });
    await counts.until('it is gone', (all) =>
      all.some((item) => item.savedFeedId === calls && item.savedFeed === null),
    );
    counts.close();
  });

  interface Unread {
    readonly savedFeedId: string;
    readonly unreadCount: number;
    readonly savedFeed: { readonly name: string } | null;
  }

  function lastOf(all: readonly Unread[], id: string): number {
    return all.filter(({ savedFeedId }) => savedFeedId === id).at(-1)?.unreadCount ?? 0;
  }

  function listen({ url, token }: Caller) {
    const inbox = openInbox<Unread>();
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    client.subscribe<{ unreadCounts: Unread }>(
      { query: 'subscription { unreadCounts { savedFeedId unreadCount savedFeed { name } } }' },
      { next: ({ data }) => inbox.push(data!.unreadCounts), error: () => {}, complete: () => {} },
    );
    return { ...inbox, close: () => leaveSocket(client) };
  }
});

import { afterAll, expect, test } from 'vitest';
import { isEvent } from '../support/feed-document.ts';
import { openFeed, openSseFeed } from '../support/feed-client.ts';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { bootServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';

const watch = watchStatements();
const server = await bootServer({ database: watch.options });
afterAll(server.stop);
const token = await server.workspace.token();
const url = server.url;

const { data } = await server.graphql<{ createCustomer: { id: string } }>(
  'mutation { createCustomer(input: { name: "Ayşe" }) { ... on Customer { id } } }',
);
const customerId = data.createCustomer.id;

const logCall = (subject: string) =>
  server.graphql(
    `mutation ($input: LogInteractionInput!) { logInteraction(input: $input) { __typename } }`,
    { input: { customerId, channel: 'CALL', subject } },
  );

async function listeners(count: number) {
  const feeds = Array.from({ length: count }, () =>
    openFeed({ url, token, field: 'interactionFeed' }),
  );
  await Promise.all(
    feeds.map((feed) => feed.until('the first heartbeat', ({ length }) => length > 0)),
  );
  return {
    feeds,
    async heard(work: () => Promise<unknown>) {
      const before = feeds.map((feed) => feed.all.filter(isEvent).length);
      await work();
      await Promise.all(
        feeds.map((feed, i) =>
          feed.until('the event', (items) => items.filter(isEvent).length > before[i]!),
        ),
      );
    },
    close: () => feeds.forEach((feed) => feed.close()),
  };
}

test('an event costs the database the same, however many look at the same', async () => {
  const few = await listeners(2);
  await few.heard(() => logCall('to let them join'));
  const forFew = (await watch.during(() => few.heard(() => logCall('few')))).length;
  few.close();
  const many = await listeners(40);
  await many.heard(() => logCall('to let them join'));

  const forMany = (await watch.during(() => many.heard(() => logCall('many')))).length;

  many.close();
  expect(forMany).toBe(forFew);
});

test('whoever joins a group keeps an unbroken chain, and hears each event once', async () => {
  const early = await listeners(3);
  await early.heard(() => logCall('one'));
  const late = await listeners(3);
  await Promise.all([late.heard(() => logCall('two')), early.heard(async () => undefined)]);
  await late.heard(() => logCall('three'));

  for (const { all } of [...early.feeds, ...late.feeds]) {
    const places = all as readonly { cursor: string; previousCursor: string }[];
    expect(places.slice(1).map(({ previousCursor }) => previousCursor)).toEqual(
      places.slice(0, -1).map(({ cursor }) => cursor),
    );
    const cursors = all.filter(isEvent).map(({ cursor }) => cursor);
    expect(new Set(cursors).size).toBe(cursors.length);
  }
  early.close();
  late.close();
});

test('filters and transports that differ do not make an event dearer', async () => {
  const open = [
    ...[['CALL'], ['CALL', 'EMAIL'], ['CALL', 'NOTE']].map((channels) =>
      openFeed({ url, token, field: 'interactionFeed', filter: { channels } }),
    ),
    ...[1, 2, 3].map(() => openSseFeed({ url, token, field: 'interactionFeed' })),
  ];
  const heard = async (work: () => Promise<unknown>) => {
    const before = open.map(({ all }) => all.filter(isEvent).length);
    await work();
    await Promise.all(
      open.map((feed, i) =>
        feed.until('the event', (items) => items.filter(isEvent).length > before[i]!),
      ),
    );
  };
  await Promise.all(open.map((feed) => feed.until('a heartbeat', ({ length }) => length > 0)));
  await heard(() => logCall('to let them join'));

  const forAll = (await watch.during(() => heard(() => logCall('all')))).length;

  open.forEach((feed) => feed.close());
  const few = await listeners(1);
  await few.heard(() => logCall('to let it join'));
  expect(forAll).toBe((await watch.during(() => few.heard(() => logCall('one')))).length);
  few.close();
});

test('what is shared is byte for byte what one alone is told, over sockets and as events', async () => {
  const query = `subscription ($after: Cursor) { interactionFeed(after: $after) {
    __typename
    ... on FeedPosition { cursor previousCursor again: previousCursor }
    ... on FeedEvent { name subject { id ... on Interaction { subject channel agent { name } } } customer { name } changedFields }
  } }`;
  // Resumed from before the event, each executes it by itself.
  const told = async (after: string | null, count: number) => {
    const sockets = await Promise.all(
      Array.from({ length: count }, () => openAdmittedSocket(url, token)),
    );
    const frames = sockets.map(({ socket, send }) => {
      const begun = Promise.withResolvers<string>();
      const event = new Promise<string>((resolve) => {
        socket.on('message', (frame: Buffer) => {
          begun.resolve(frame.toString());
          if (frame.includes('interaction.logged')) resolve(frame.toString());
        });
      });
      send({ id: 'one', type: 'subscribe', payload: { query, variables: { after } } });
      return { begun: begun.promise, event };
    });
    const streams = Array.from({ length: count }, () => readEvents(query, after));
    const begun = await Promise.all([...frames, ...streams].map((one) => one.begun));
    return {
      begun,
      async events() {
        const events = await Promise.all([...frames, ...streams].map(({ event }) => event));
        sockets.forEach(({ close }) => close());
        streams.forEach(({ close }) => close());
        return events;
      },
    };
  };
  const group = await told(null, 3);
  const head = /"cursor":"([^"]+)"/.exec(group.begun[0]!)![1]!;
  const { data: present } = await server.graphql<{ feedHead: string }>('{ feedHead }');
  expect(present.feedHead).toBe(head);

  await logCall('shared');
  const shared = await group.events();
  const alone = await (await told(head, 1)).events();

  expect(shared).toEqual([alone[0], alone[0], alone[0], alone[1], alone[1], alone[1]]);
  expect(alone[1]).toMatch(/^id: [^\n]+\nevent: next\ndata: \{.*\}$/u);
});

/** Reads a stream of events: its first, and the one that tells of an interaction, as they came. */
function readEvents(query: string, after: string | null) {
  const stop = new AbortController();
  const begun = Promise.withResolvers<string>();
  const event = Promise.withResolvers<string>();
  const read = async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query, variables: { after } }),
      signal: stop.signal,
    });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop()!;
      for (const message of messages) {
        if (message.includes('FeedHeartbeat')) begun.resolve(message);
        if (message.includes('interaction.logged')) event.resolve(message);
      }
    }
  };
  read().catch((error: unknown) => {
    if (!stop.signal.aborted) event.reject(error);
  });
  return { begun: begun.promise, event: event.promise, close: () => stop.abort() };
}

test('what depends on the user is told to each for itself', async () => {
  const admins = await Promise.all(
    ['one', 'two'].map(async (name) => {
      const input = { email: `${name}@example.com`, name, password: 'long enough', role: 'ADMIN' };
      await server.graphql(
        'mutation ($input: CreateUserInput!) { createUser(input: $input) { __typename } }',
        { input },
      );
      const signIn = async () => {
        const answer = await server.graphql<{ signIn: { token: string } }>(
          'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }',
          { input: { email: input.email, password: input.password } },
          null,
        );
        return answer.data.signIn.token;
      };
      const feed = openFeed({ url, token: await signIn(), field: 'activityFeed' });
      await feed.until('the first heartbeat', ({ length }) => length > 0);
      return { feed, signIn };
    }),
  );
  const [one, two] = admins.map(({ feed }) => feed);
  const sessions = (feed: typeof one) =>
    feed!.all.filter(isEvent).filter(({ name }) => name === 'session.started');
  // Everything that happened while they signed in stands before it.
  await logCall('all are here');
  for (const { feed } of admins) {
    await feed.until('the call', (items) =>
      items.filter(isEvent).some(({ name }) => name === 'interaction.logged'),
    );
  }
  const known = [sessions(one).length, sessions(two).length];

  await admins[0]!.signIn();
  await one!.until('its own session', () => sessions(one).length > known[0]!);
  await two!.until('the other’s session', () => sessions(two).length > known[1]!);

  expect(sessions(one).at(-1)!.subject).not.toBeNull();
  expect(sessions(two).at(-1)!.subject).toBeNull();
  admins.forEach(({ feed }) => feed.close());
});

test('one alone over server-sent events hears the same as a group over sockets', async () => {
  const group = await listeners(5);
  const alone = openSseFeed({ url, token, field: 'interactionFeed' });
  await alone.until('the first heartbeat', ({ length }) => length > 0);

  for (let n = 0; n < 20; n++) await logCall(`call ${n}`);
  await alone.until('all', (items) => items.filter(isEvent).length === 20);
  await Promise.all(
    group.feeds.map((feed) => feed.until('all', (items) => items.filter(isEvent).length === 20)),
  );

  const places = (items: typeof alone.all) =>
    items.filter(isEvent).map(({ cursor, subjectId, kind }) => [cursor, subjectId, kind]);
  for (const feed of group.feeds) expect(places(feed.all)).toEqual(places(alone.all));
  group.close();
  alone.close();
});

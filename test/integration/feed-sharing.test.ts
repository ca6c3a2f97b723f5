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

test('what is shared is byte for byte what one alone is told', async () => {
  const query = `subscription { interactionFeed {
    __typename
    ... on FeedEvent { name subject { id ... on Interaction { subject channel agent { name } } } customer { name } changedFields }
  } }`;
  const sockets = await Promise.all([1, 2, 3].map(() => openAdmittedSocket(url, token)));
  const frames = sockets.map(async ({ socket, send }) => {
    const event = new Promise<string>((resolve) => {
      socket.on('message', (frame: Buffer) => {
        if (frame.includes('interaction.logged')) resolve(frame.toString());
      });
    });
    const joined = new Promise((resolve) => socket.once('message', resolve));
    send({ id: 'one', type: 'subscribe', payload: { query } });
    await joined;
    return event;
  });
  const alone = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
  });
  const reader = alone.body!.pipeThrough(new TextDecoderStream()).getReader();
  await Promise.race([Promise.all(frames), reader.read()]);

  await logCall('shared');

  let told = '';
  while (!told.includes('interaction.logged')) told += (await reader.read()).value ?? '';
  const payload = /data: (\{.*interaction\.logged.*\})/.exec(told)![1];
  for (const frame of await Promise.all(frames)) {
    expect(frame).toBe(`{"id":"one","type":"next","payload":${payload}}`);
  }
  sockets.forEach(({ close }) => close());
  await reader.cancel();
});

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

import { afterAll, expect, test } from 'vitest';
import { openFeed, openSseFeed } from '../support/feed-client.ts';
import { type FeedItem, isEvent } from '../support/feed-document.ts';
import { openAdmittedSocket } from '../support/raw-socket.ts';
import { bootServer } from '../support/server.ts';

const server = await bootServer();
afterAll(server.stop);
const { url } = server;

const { data } = await server.graphql<{ createCustomer: { id: string } }>(
  'mutation { createCustomer(input: { name: "Ayşe" }) { ... on Customer { id } } }',
);
const logCall = (subject: string) =>
  server.graphql(
    `mutation ($input: LogInteractionInput!) { logInteraction(input: $input) { __typename } }`,
    { input: { customerId: data.createCustomer.id, channel: 'CALL', subject } },
  );

/** An agent who has signed in. */
async function agent(name: string): Promise<{ id: string; token: string }> {
  const input = { email: `${name}@example.com`, name, password: 'long enough', role: 'AGENT' };
  const made = await server.graphql<{ createUser: { id: string } }>(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { ... on User { id } } }',
    { input },
  );
  const signedIn = await server.graphql<{ signIn: { token: string } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }',
    { input: { email: input.email, password: input.password } },
    null,
  );
  return { id: made.data.createUser.id, token: signedIn.data.signIn.token };
}

async function changeRole(id: string, role: string): Promise<void> {
  const answer = await server.graphql<{ changeRole: { __typename: string } }>(
    'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { __typename } }',
    { input: { id, role } },
  );
  expect(answer.data.changeRole.__typename).toBe('User');
}

const isGap = (item: FeedItem | undefined) => item?.__typename === 'FeedGap';

test('whose role changes is told all before it and nothing after; others of its group notice nothing', async () => {
  const changed = await agent('changed');
  const other = await agent('other');
  const open = (token: string) => [
    openFeed({ url, token, field: 'interactionFeed' }),
    openSseFeed({ url, token, field: 'interactionFeed' }),
  ];
  const ended = open(changed.token);
  const staying = open(other.token);
  const all = [...ended, ...staying];
  await Promise.all(all.map((feed) => feed.until('a heartbeat', ({ length }) => length > 0)));
  await logCall('before');
  await Promise.all(all.map((feed) => feed.until('the first', (items) => items.some(isEvent))));

  await Promise.all([logCall('at once'), changeRole(changed.id, 'VIEWER'), logCall('at once')]);
  await logCall('after');
  await Promise.all([
    ...ended.map((feed) => feed.until('the gap', (items) => isGap(items.at(-1)))),
    ...staying.map((feed) =>
      feed.until('all calls', (items) => items.filter(isEvent).length === 4),
    ),
  ]);

  const { data: log } = await server.graphql<{
    events: { items: { name: string; cursor: string }[] };
  }>('{ events(first: 100) { items { name cursor } } }');
  const names = log.events.items.map(({ name }) => name);
  const changedAt = names.indexOf('user.role-changed');
  const callsBefore = log.events.items
    .slice(0, changedAt)
    .filter(({ name }) => name === 'interaction.logged')
    .map(({ cursor }) => cursor);
  for (const feed of ended) {
    expect(feed.all.at(-1)).toMatchObject({
      reason: 'ACCESS_CHANGED',
      resumeFrom: log.events.items[changedAt]!.cursor,
      snapshotRequired: true,
    });
    expect(feed.all.filter(isEvent).map(({ cursor }) => cursor)).toEqual(callsBefore);
  }
  for (const feed of staying) {
    expect(feed.all.some(isGap)).toBe(false);
    feed.close();
  }
});

test('who subscribes again on the same socket sees by the new access, and one who was away is told first', async () => {
  const { id, token } = await agent('returning');
  const { data: before } = await server.graphql<{ feedHead: string }>('{ feedHead }');
  const { send, next, close } = await openAdmittedSocket(url, token);
  const subscribe = (operation: string, field: string, after: string) =>
    send({
      id: operation,
      type: 'subscribe',
      payload: {
        query: `subscription ($after: Cursor) { feed: ${field}(after: $after) {
          __typename ... on FeedGap { reason resumeFrom }
        } }`,
        variables: { after },
      },
    });
  const viewer = async (operation: string) => {
    send({ id: operation, type: 'subscribe', payload: { query: '{ viewer { role } }' } });
    const answer = await next();
    await next();
    return answer;
  };
  expect(await viewer('1')).toMatchObject({ payload: { data: { viewer: { role: 'AGENT' } } } });

  await changeRole(id, 'MANAGER');
  subscribe('2', 'activityFeed', before.feedHead);
  const gap = (await next()) as { payload: { data: { feed: { resumeFrom: string } } } };
  const completed = await next();
  subscribe('3', 'activityFeed', gap.payload.data.feed.resumeFrom);
  const resumed = await next();

  expect(gap).toMatchObject({ payload: { data: { feed: { reason: 'ACCESS_CHANGED' } } } });
  expect(completed).toMatchObject({ id: '2', type: 'complete' });
  expect(resumed).toMatchObject({ payload: { data: { feed: { __typename: 'FeedHeartbeat' } } } });
  expect(await viewer('4')).toMatchObject({ payload: { data: { viewer: { role: 'MANAGER' } } } });
  close();
});

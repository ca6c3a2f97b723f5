import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FeedEvent } from '../support/feed-document.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { readEvents } from '../support/read-events.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { settleLog } from '../support/settle-log.ts';
import { createCustomer, createOrganization, logInteraction, run } from '../support/workload.ts';

interface Member {
  readonly url: string;
  readonly token: string;
  readonly userId: string;
}

interface Explanation {
  readonly verdict: 'CHANGE' | 'LEAVE' | 'NOT_TOLD';
  readonly reason: string;
  readonly name: string | null;
  readonly checks: readonly {
    readonly asks: string;
    readonly isPassed: boolean;
    readonly isPassedBefore: boolean | null;
  }[];
}

const QUERY = `query ($event: Cursor!, $userId: ID!, $filter: ActivityFeedFilter, $feed: FeedName) {
  feedExplanation(event: $event, userId: $userId, filter: $filter, feed: $feed) {
    verdict reason name checks { asks isPassed isPassedBefore }
  }
}`;

let server: TestServer;
let owner: Member;
let viewer: Member;
let mine: string;
let firm: string;
/** Everything that happened, as its owner sees it. */
let events: FeedEvent[];

beforeAll(async () => {
  server = await bootServer();
  owner = await member(await server.workspace.token('OWNER'));
  viewer = await member(await server.workspace.token('VIEWER'));
  const { data } = await graphqlRequest<{ feedHead: string }>(
    server.url,
    '{ feedHead }',
    {},
    owner.token,
  );
  firm = await createOrganization(owner, { name: 'Firm' });
  mine = await createCustomer(owner, { name: 'Mia', ownerId: owner.userId });
  const theirs = await createCustomer(owner, { name: 'Jun', organizationId: firm });
  await run(owner, 'updateCustomer', 'Customer', { id: mine, ownerId: viewer.userId });
  await run(owner, 'updateCustomer', 'Customer', { id: theirs, organizationId: null });
  const call = await logInteraction(owner, { customerId: mine });
  await run(owner, 'deleteInteraction', 'Customer', { id: call });
  await settleLog(owner, data.feedHead);
  events = await readEvents(owner);
});
afterAll(() => server.stop());

async function member(token: string): Promise<Member> {
  const { url } = server;
  const query = '{ viewer { user { id } } }';
  const { data } = await graphqlRequest<{ viewer: { user: { id: string } } }>(
    url,
    query,
    {},
    token,
  );
  return { url, token, userId: data.viewer.user.id };
}

async function explain(variables: Readonly<Record<string, unknown>>, as = owner) {
  const { data, errors } = await graphqlRequest<{ feedExplanation: Explanation | null }>(
    server.url,
    QUERY,
    variables,
    as.token,
  );
  return { explanation: data?.feedExplanation ?? null, code: errors?.[0]?.extensions.code };
}

test('it says of every event what the feed said, for every user and filter', async () => {
  const filters = [
    {},
    { ownerIds: [owner.userId] },
    { ownerIds: [viewer.userId], names: ['customer.updated'] },
    { organizationIds: [firm] },
    { customerIds: [mine], channels: ['CALL'] },
    { subjectTypes: ['Customer'] },
    { directions: [] },
  ];
  const seen = new Set<string>();

  for (const who of [owner, viewer]) {
    for (const filter of filters) {
      const told = new Map(
        (await readEvents({ ...who, filter })).map(({ cursor, kind }) => [cursor, kind]),
      );
      for (const { cursor, name } of events) {
        const { explanation } = await explain({ event: cursor, userId: who.userId, filter });
        const { verdict, reason, checks } = explanation!;
        expect([name, verdict]).toEqual([name, told.get(cursor) ?? 'NOT_TOLD']);
        seen.add(verdict);
        const failed = checks.find(({ isPassed }) => !isPassed);
        expect(failed === undefined || verdict !== 'CHANGE').toBe(true);
        expect(verdict !== 'NOT_TOLD' || reason.includes(failed!.asks)).toBe(true);
      }
    }
  }
  expect([...seen].sort()).toEqual(['CHANGE', 'LEAVE', 'NOT_TOLD']);
});

test('a record that moved out of a filter is explained as it was before and after', async () => {
  const moved = events.find(
    ({ name, subjectId }) => name === 'customer.updated' && subjectId === mine,
  )!;

  const { explanation } = await explain({
    event: moved.cursor,
    userId: viewer.userId,
    filter: { ownerIds: [owner.userId] },
  });

  expect(explanation).toMatchObject({
    verdict: 'LEAVE',
    reason: 'Told as leaving: it was in view before the event, and is not after it.',
  });
  expect(explanation!.checks.at(-1)).toEqual({
    asks: 'Its `ownerId` stands in `ownerIds` of the filter.',
    isPassed: false,
    isPassedBefore: true,
  });
});

test('the feed of interactions says that it is about those only', async () => {
  const created = events.find(({ name }) => name === 'customer.created')!;

  const { explanation } = await explain({
    event: created.cursor,
    userId: viewer.userId,
    feed: 'INTERACTION',
  });

  expect(explanation!.reason).toBe(
    'Not told, because this is not so: The feed is about subjects of its type.',
  );
});

test('where no event stands, that is the answer', async () => {
  // A probe takes a number in no workspace.
  await fetch(`${server.url}/readyz?deep=1`);
  const head = await graphqlRequest<{ feedHead: string }>(
    server.url,
    '{ feedHead }',
    {},
    owner.token,
  );

  const { explanation } = await explain({ event: head.data.feedHead, userId: viewer.userId });

  expect(explanation).toMatchObject({ verdict: 'NOT_TOLD', name: null });
  expect(explanation!.reason).toContain('An event of this workspace stands at the cursor.');
});

test('only who may manage users is told; a user of elsewhere is nobody', async () => {
  const event = events[0]!.cursor;
  const elsewhere = await server.addWorkspace('elsewhere');
  const stranger = await member(await elsewhere.token('OWNER'));

  expect((await explain({ event, userId: viewer.userId }, viewer)).code).toBe('FORBIDDEN');
  expect(await explain({ event, userId: stranger.userId })).toEqual({
    explanation: null,
    code: undefined,
  });
  expect((await explain({ event, userId: stranger.userId }, stranger)).code).toBe('INVALID_CURSOR');
});

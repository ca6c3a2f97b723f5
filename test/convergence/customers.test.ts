import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootServer, type TestServer } from '../support/server.ts';
import { openCachedClient } from './cached-client.ts';
import { followThrough, manner } from './follow-through.ts';
import { beginWorld, command } from './random-commands.ts';

const CUSTOMER = `id name email phone jobTitle lifecycleStage locale timeZone tags createdAt
  archivedAt lastInteractionAt version owner { id name } organization { id name industry }`;

const PAGE = `query ($id: ID!) { feedHead customer(by: { id: $id }) { ${CUSTOMER} } }`;

const LIST = `query { feedHead customers(first: 50) { edges { node { ${CUSTOMER} } } } }`;

const FEED = `subscription ($after: Cursor, $filter: ActivityFeedFilter) {
  feed: activityFeed(after: $after, filter: $filter) {
    __typename
    ... on FeedEvent {
      cursor kind name subjectId subjectType
      customer { id lastInteractionAt }
      subject { __typename ... on Customer { ${CUSTOMER} } }
    }
  }
}`;

interface Row {
  readonly id: string;
}
interface Page {
  readonly feedHead: string;
  readonly customer: Row;
}
interface List {
  readonly feedHead: string;
  readonly customers: { readonly edges: readonly { readonly node: Row }[] };
}

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

const commands = fc.array(command, { minLength: 1, maxLength: 12 });
const options = { timeout: 120_000 };

test('a cached customer and the events since are what one would read anew', options, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(2), commands, manner, async (which, doing, how) => {
      const { caller, world } = await beginWorld(server);
      const id = world.customers[which]!;
      const reader = openCachedClient(caller);
      const { feedHead } = await reader.fetch<Page>(PAGE, { id });
      const filter = { customerIds: [id] };
      const feed = { document: FEED, after: feedHead, filter, logFilter: filter };

      const told = await followThrough(reader, caller, feed, how, async () => {
        for (const obey of doing) await obey(caller, world);
      });

      const shown = await reader.cached<Page>(PAGE, { id });
      const fresh = await openCachedClient(caller).fetch<Page>(PAGE, { id });
      expect(told.applied).toEqual(told.logged);
      expect(shown?.customer).toEqual(fresh.customer);
      reader.close();
    }),
    { numRuns: 12 },
  );
});

test('every row of a cached list is what one would read anew', options, async () => {
  await fc.assert(
    fc.asyncProperty(commands, manner, async (doing, how) => {
      const { caller, world } = await beginWorld(server);
      const reader = openCachedClient(caller);
      const { feedHead } = await reader.fetch<List>(LIST, {});
      const filter = { subjectTypes: ['Customer', 'Interaction'] };
      const feed = { document: FEED, after: feedHead, filter, logFilter: filter };

      const told = await followThrough(reader, caller, feed, how, async () => {
        for (const obey of doing) await obey(caller, world);
      });

      const shown = await reader.cached<List>(LIST, {});
      const others = openCachedClient(caller);
      const rows = shown!.customers.edges.map(({ node }) => node);
      const fresh = await Promise.all(rows.map(({ id }) => others.fetch<Page>(PAGE, { id })));
      expect(told.applied).toEqual(told.logged);
      expect(rows).toEqual(fresh.map(({ customer }) => customer));
      reader.close();
    }),
    { numRuns: 12 },
  );
});

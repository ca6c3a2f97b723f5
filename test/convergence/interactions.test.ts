import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootServer, type TestServer } from '../support/server.ts';
import type { Caller } from '../support/workload.ts';
import { type CachedClient, openCachedClient } from './cached-client.ts';
import { followThrough, manner } from './follow-through.ts';
import { beginWorld, command, type World } from './random-commands.ts';

const INTERACTION = `id channel direction subject body occurredAt durationSeconds version
  agent { id name } customer { id name } organization { id name }`;

const LIST = `query ($after: String, $first: Int!, $filter: InteractionFilter) {
  feedHead
  list: interactions(first: $first, after: $after, filter: $filter) {
    edges { node { ${INTERACTION} } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const OF_CUSTOMER = LIST.replace('query (', 'query ($id: ID!, ')
  .replace('list: interactions', 'owner: customer(by: { id: $id }) { id list: interactions')
  .replace(/\}$/u, '}}');

const OF_ORGANIZATION = OF_CUSTOMER.replace('customer(by', 'organization(by');

const FEED = `subscription ($after: Cursor, $filter: InteractionFeedFilter) {
  feed: interactionFeed(after: $after, filter: $filter) {
    __typename
    ... on FeedEvent {
      cursor kind name subjectId subjectType
      subject { __typename ... on Interaction { ${INTERACTION} } }
    }
  }
}`;

/** A list as a page shows it, and the feed that the page follows. */
interface View {
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly feedFilter: Record<string, unknown>;
}

interface Connection {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type Answer = { feedHead?: string; list?: Connection; owner?: { list: Connection } };

const connectionIn = (answer: Answer | null) => answer?.list ?? answer?.owner?.list ?? null;

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

const view = fc
  .record({
    kind: fc.constantFrom('all', 'call', 'mine', 'out', 'customer', 'organization'),
    which: fc.nat(1),
    first: fc.constantFrom(3, 5, 100),
  })
  .map((given) => ({ ...given, [fc.toStringMethod]: () => JSON.stringify(given) }));

function viewOf(
  { userId, customers, organizations }: World,
  { kind, which, first }: { kind: string; which: number; first: number },
): View {
  const list = (filter: object, feedFilter: View['feedFilter']): View => ({
    document: LIST,
    variables: { first, filter },
    feedFilter,
  });
  if (kind === 'call') return list({ channel: { in: ['CALL'] } }, { channels: ['CALL'] });
  if (kind === 'mine') return list({ agentId: { in: [userId] } }, { agentIds: [userId] });
  if (kind === 'out') {
    return list(
      { direction: { eq: 'OUTBOUND' }, channel: { in: ['CALL', 'NOTE'] } },
      { directions: ['OUTBOUND'], channels: ['CALL', 'NOTE'] },
    );
  }
  const id = kind === 'customer' ? customers[which] : organizations[which];
  if (kind === 'customer') {
    const variables = { id, first };
    return { document: OF_CUSTOMER, variables, feedFilter: { customerIds: [id] } };
  }
  if (kind === 'organization') {
    return { document: OF_ORGANIZATION, variables: { id, first }, feedFilter: {} };
  }
  return list({}, {});
}

test(
  'a cached list and the events since are what one would read anew',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        view,
        fc.array(command, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        manner,
        async (given, commands, pages, how) => {
          const { caller, world } = await beginWorld(server);
          const { document, variables, feedFilter } = viewOf(world, given);
          const reader = openCachedClient(caller);
          const feed = {
            document: FEED,
            after: await loadPages(reader, document, variables, pages),
            filter: feedFilter,
            logFilter: { ...feedFilter, subjectTypes: ['Interaction'] },
          };

          const told = await followThrough(reader, caller, feed, how, async () => {
            for (const obey of commands) await obey(caller, world);
          });

          const shown = await cachedList(reader, document, variables);
          const fresh = await freshList(caller, document, variables);
          expect(told.applied).toEqual(told.logged);
          expect(shown.nodes).toEqual(shown.isWhole ? fresh : fresh.slice(0, shown.nodes.length));
          reader.close();
        },
      ),
      { numRuns: 20 },
    );
  },
);

/** Reads so many pages, as far as there are, and answers where to follow from. */
async function loadPages(
  reader: CachedClient,
  document: string,
  variables: View['variables'],
  count: number,
): Promise<string> {
  let after: string | null = null;
  let feedHead = '';
  for (let page = 0; page < count; page++) {
    const answer: Answer = await reader.fetch<Answer>(document, { ...variables, after });
    if (page === 0) feedHead = answer.feedHead!;
    const { pageInfo } = connectionIn(answer)!;
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return feedHead;
}

/** What the cached pages show, one after the other, each row once. */
async function cachedList(reader: CachedClient, document: string, variables: View['variables']) {
  const nodes = new Map<string, unknown>();
  let after: string | null = null;
  for (;;) {
    const connection: Connection | null = connectionIn(
      await reader.cached<Answer>(document, { ...variables, after }),
    );
    if (!connection) return { nodes: [...nodes.values()], isWhole: false };
    for (const { node } of connection.edges) nodes.set(node.id, node);
    if (!connection.pageInfo.hasNextPage) return { nodes: [...nodes.values()], isWhole: true };
    after = connection.pageInfo.endCursor;
  }
}

/** The whole list, read with an empty cache. */
async function freshList(
  caller: Caller,
  document: string,
  variables: View['variables'],
): Promise<unknown[]> {
  const reader = openCachedClient(caller);
  const answer = await reader.fetch<Answer>(document, { ...variables, first: 100 });
  reader.close();
  return connectionIn(answer)!.edges.map(({ node }) => node);
}

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  eventKind,
  eventNames,
  type SubjectType,
  subjectTypes,
} from '../../server/src/kernel/event.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { openCachedClient } from './cached-client.ts';
import { beginCompany, deed, oneOfEach } from './company.ts';
import { followThrough, manner } from './follow-through.ts';
import { selectionOf } from './subject-selection.ts';

/** Fields that change without an event of their subject, and why that is right. */
const NOT_FOLLOWED: Readonly<Partial<Record<SubjectType, Readonly<Record<string, string>>>>> = {
  Organization: { updatedAt: 'moves with the version, which is followed' },
  User: {
    effectiveCustomerScope: 'follows from the policy of the role, which the workspace tells of',
  },
  UserSession: { lastUsedAt: 'moves with every request, and is looked at by hand' },
};

/** Those of which a feed tells somebody: what is a user's own affair alone is not followed by a feed. */
const toldTypes = subjectTypes.filter((type) =>
  eventNames().some((name) => {
    const kind = eventKind(name)!;
    return kind.subjectType === type && kind.permission !== null;
  }),
);

const selected = (type: SubjectType, prefix?: string) =>
  selectionOf(type, Object.keys(NOT_FOLLOWED[type] ?? {}), prefix);

const FRAGMENTS = toldTypes
  .map((type) => `... on ${type} { ${selected(type, `${type}_`)} }`)
  .join(' ');

const pageOf = (type: SubjectType) => `query ($id: ID!) {
  feedHead
  subject: node(id: $id) { __typename id ... on ${type} { ${selected(type)} } }
}`;

const FEED = `subscription ($after: Cursor, $filter: ActivityFeedFilter) {
  feed: activityFeed(after: $after, filter: $filter) {
    __typename
    ... on FeedEvent {
      cursor kind name subjectId subjectType
      customer { id lastInteractionAt }
      subject { __typename id ${FRAGMENTS} }
    }
  }
}`;

interface Page {
  readonly feedHead: string;
  readonly subject: unknown;
}

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

const deeds = fc.array(deed, { minLength: 8, maxLength: 25 });

test(
  'whatever a feed tells of, what is cached and the events since are what one would read anew',
  { timeout: 240_000 },
  async () => {
    const told = new Set<string>();
    await fc.assert(
      fc.asyncProperty(deeds, manner, async (doing, how) => {
        const { caller, subjects } = await beginCompany(server);
        const reader = openCachedClient(caller);
        let after: string | undefined;
        for (const type of toldTypes) {
          const page = await reader.fetch<Page>(pageOf(type), { id: subjects[type] });
          after ??= page.feedHead;
        }
        const feed = { document: FEED, after: after!, filter: {}, logFilter: {} };

        const { applied, logged } = await followThrough(reader, caller, feed, how, async () => {
          for (const act of doing) await act(caller, subjects);
        });

        expect(applied).toEqual(logged);
        const fresh = openCachedClient(caller);
        for (const type of toldTypes) {
          const shown = await reader.cached<Page>(pageOf(type), { id: subjects[type] });
          const { subject } = await fresh.fetch<Page>(pageOf(type), { id: subjects[type] });
          expect(subject, type).not.toBeNull();
          expect(shown?.subject, type).toEqual(subject);
        }
        applied.forEach((name) => told.add(eventKind(name)!.subjectType));
        reader.close();
      }),
      {
        numRuns: 10,
        endOnFailure: true,
        examples: [[oneOfEach, { isLive: true, isTwice: false }]],
      },
    );
    expect(toldTypes.filter((type) => !told.has(type))).toEqual([]);
  },
);

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootServer, type TestServer } from '../support/server.ts';
import type { Caller } from '../support/workload.ts';
import { openCachedClient } from './cached-client.ts';
import { followThrough, manner } from './follow-through.ts';

const USER = `id name role customerScope effectiveCustomerScope suspendedAt version team { id name }`;
const TEAM = `id name version archivedAt`;

const PAGE = `query ($user: ID!, $team: ID!) {
  feedHead
  user: node(id: $user) { ... on User { ${USER} } }
  team: node(id: $team) { ... on Team { ${TEAM} } }
  viewer { workspace { id rolePolicies { role customerScope masks version } } }
}`;

const LISTS = `{
  feedHead
  users(first: 100) { nodes { ${USER} } }
  free: users(first: 100, filter: { isSuspended: false }) { totalCount }
  teams(first: 100) { nodes { ${TEAM} members(first: 100) { totalCount } } }
}`;

const FEED = `subscription ($after: Cursor, $filter: ActivityFeedFilter) {
  feed: activityFeed(after: $after, filter: $filter) {
    __typename
    ... on FeedEvent {
      cursor kind name subjectId subjectType
      subject {
        __typename
        ... on User { ${USER} }
        ... on Team { ${TEAM} }
        ... on Workspace { id rolePolicies { role customerScope masks version } }
      }
    }
  }
}`;

let server: TestServer;
let owner: Caller;
let made = 0;

beforeAll(async () => {
  server = await bootServer();
  owner = { url: server.url, token: await server.workspace.token() };
});
afterAll(() => server.stop());

/** Gives a mutation; what it refuses is as good as what it does. */
async function give(name: string, inputType: string, input: object): Promise<string | null> {
  const { data } = await server.graphql<{ made: { id?: string } }>(
    `mutation ($input: ${inputType}!) {
      made: ${name}(input: $input) { ... on Node { id } }
    }`,
    { input },
  );
  return data?.made?.id ?? null;
}

const aUser = () =>
  give('createUser', 'CreateUserInput', {
    email: `person${++made}@people.example`,
    name: `Person ${made}`,
    password: 'long enough',
    role: 'AGENT',
  });
const aTeam = () => give('createTeam', 'CreateTeamInput', { name: `Team ${++made}` });

type Step = (user: string, team: string) => Promise<unknown>;

const steps: Readonly<Record<string, Step>> = {
  promote: (id) => give('changeRole', 'ChangeRoleInput', { id, role: 'ADMIN' }),
  demote: (id) => give('changeRole', 'ChangeRoleInput', { id, role: 'AGENT' }),
  narrow: (id) =>
    give('changeCustomerScope', 'ChangeCustomerScopeInput', { id, customerScope: 'TEAM' }),
  widen: (id) => give('changeCustomerScope', 'ChangeCustomerScopeInput', { id }),
  enter: (id, teamId) => give('moveUser', 'MoveUserInput', { id, teamId }),
  leave: (id) => give('moveUser', 'MoveUserInput', { id }),
  suspend: (id) => give('suspendUser', 'SuspendUserInput', { id }),
  restore: (id) => give('restoreUser', 'RestoreUserInput', { id }),
  rename: (_id, id) => give('renameTeam', 'RenameTeamInput', { id, name: `Team ${++made}` }),
  archive: (_id, id) => give('archiveTeam', 'ArchiveTeamInput', { id }),
  unarchive: (_id, id) => give('restoreTeam', 'RestoreTeamInput', { id }),
  addUser: aUser,
  addTeam: aTeam,
};

const doing = fc.array(fc.constantFrom(...Object.keys(steps)), { minLength: 1, maxLength: 8 });
const filter = { subjectTypes: ['User', 'Team', 'Workspace'] };

interface Page {
  readonly feedHead: string;
}

test(
  'cached people, teams and their lists, and the events since, are what one would read anew',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(doing, manner, async (names, how) => {
        const ids = { user: (await aUser())!, team: (await aTeam())! };
        const reader = openCachedClient(owner);
        await reader.fetch<Page>(LISTS, {});
        const { feedHead } = await reader.fetch<Page>(PAGE, ids);
        const feed = { document: FEED, after: feedHead, filter, logFilter: filter };

        const told = await followThrough(reader, owner, feed, how, async () => {
          for (const name of names) await steps[name]!(ids.user, ids.team);
        });

        const fresh = openCachedClient(owner);
        const [page, lists] = await Promise.all([
          fresh.fetch<Page>(PAGE, ids),
          fresh.fetch<Page>(LISTS, {}),
        ]);
        const shown = await reader.cached<Page>(PAGE, ids);
        // A list that may be another is forgotten, so that it is asked for again.
        const shownLists = (await reader.cached<Page>(LISTS, {})) ?? lists;
        expect(told.applied).toEqual(told.logged);
        expect({ ...shown, feedHead: null }).toEqual({ ...page, feedHead: null });
        expect({ ...shownLists, feedHead: null }).toEqual({ ...lists, feedHead: null });
        fresh.close();
        reader.close();
      }),
      { numRuns: 10 },
    );
  },
);

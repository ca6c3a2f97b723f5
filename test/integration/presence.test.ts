import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../server/src/app/compose.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { TTL_MS } from '../../server/src/live/presence.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { type PresenceWatch, watchPresence } from '../support/presence-watch.ts';
import { startRedis } from '../support/redis.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';

const statements = watchStatements();
let server: TestServer;
let mia: string;
let noah: string;
let watches: PresenceWatch[] = [];

beforeAll(async () => {
  server = await bootServer({ database: statements.options });
  mia = await server.workspace.token('MANAGER');
  noah = await server.workspace.token('AGENT');
});
afterEach(() => {
  for (const watch of watches) watch.close();
  watches = [];
});
afterAll(() => server.stop());

const ADD = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { ... on Customer { id } }
}`;
const ANNOUNCE = `mutation ($input: AnnouncePresenceInput!) {
  announcePresence(input: $input) {
    __typename
    ... on Problem { code path }
    ... on CustomerPresence { people { activity user { name } } }
  }
}`;

async function addCustomer(): Promise<string> {
  const { data } = await server.graphql<{ createCustomer: { id: string } }>(ADD, {
    input: { name: 'Ayşe Yılmaz' },
  });
  return data.createCustomer.id;
}

function watch(token: string, customerId: string, url = server.url): PresenceWatch {
  const opened = watchPresence(url, token, customerId);
  watches.push(opened);
  return opened;
}

const announce = (token: string, customerId: string, activity = 'VIEWING', clientId = 'a window') =>
  graphqlRequest<{ announcePresence: { __typename: string; code?: string; path?: string[] } }>(
    server.url,
    ANNOUNCE,
    { input: { customerId, activity, clientId } },
    token,
  );

/** Says once a second that it is there, until `stop`. */
async function stay(token: string, customerId: string, activity: string) {
  await announce(token, customerId, activity);
  const again = setInterval(() => void announce(token, customerId, activity), 1_000);
  return { stop: () => clearInterval(again) };
}

describe('who is at a customer', () => {
  test('is told at once, and when somebody comes, does something else, or goes', async () => {
    const customerId = await addCustomer();
    const atMias = watch(mia, customerId);
    await atMias.untilThere([]);

    await announce(noah, customerId);
    await atMias.untilThere(['AGENT of first VIEWING'], 2_000);
    await announce(noah, customerId, 'WRITING');
    await atMias.untilThere(['AGENT of first WRITING'], 2_000);
    await watch(noah, customerId).untilThere(['AGENT of first WRITING'], 2_000);
    await announce(noah, customerId, 'GONE');
    await atMias.untilThere([], 2_000);

    expect(atMias.all).toEqual([[], ['AGENT of first VIEWING'], ['AGENT of first WRITING'], []]);
  });

  test(
    'fades within 15 s when nothing more is heard of them, and not while it is',
    { timeout: 40_000 },
    async () => {
      const customerId = await addCustomer();
      const watching = watch(mia, customerId);
      const staying = await stay(mia, customerId, 'IDLE');
      await announce(noah, customerId);
      const lastHeardAt = Date.now();
      await watching.untilThere(['AGENT of first VIEWING', 'MANAGER of first IDLE'], 2_000);

      await watching.untilThere(['MANAGER of first IDLE'], 15_000);
      const fadedAfterMs = Date.now() - lastHeardAt;
      staying.stop();

      expect(fadedAfterMs).toBeGreaterThan(TTL_MS - 100);
      expect(fadedAfterMs).toBeLessThan(15_000);
    },
  );

  test('is answered to who announces, oneself too', async () => {
    const customerId = await addCustomer();

    const { data } = await announce(noah, customerId);

    expect(data.announcePresence).toMatchObject({
      __typename: 'CustomerPresence',
      people: [{ activity: 'VIEWING', user: { name: 'AGENT of first' } }],
    });
  });

  test('is seen on another node', async () => {
    const redis = await startRedis();
    const nodes = await Promise.all(
      [1, 2].map(() =>
        compose({
          databaseUrl: server.databaseUrl,
          sessionSecret: 'a secret of the tests, long enough',
          host: '127.0.0.1',
          port: 0,
          logLevel: 'silent',
          isProduction: false,
          redisUrl: redis.url,
        }),
      ),
    );
    const customerId = await addCustomer();
    const atMias = watch(mia, customerId, nodes[1]!.url);
    const again = setInterval(
      () =>
        void graphqlRequest(
          nodes[0]!.url,
          ANNOUNCE,
          { input: { customerId, activity: 'WRITING', clientId: 'a window' } },
          noah,
        ),
      500,
    );
    try {
      await atMias.untilThere(['AGENT of first WRITING']);
    } finally {
      clearInterval(again);
      atMias.close();
      await Promise.all(nodes.map((node) => node.stop()));
      await redis.stop();
    }
    expect(atMias.all.at(-1)).toEqual(['AGENT of first WRITING']);
  });

  test('is a statement for who comes, and none but authentication for who stays', async () => {
    const customerId = await addCustomer();
    const briefly = ANNOUNCE.replace(/\.\.\. on CustomerPresence.*/u, '');
    const again = () =>
      graphqlRequest(
        server.url,
        briefly,
        { input: { customerId, activity: 'VIEWING', clientId: 'counted' } },
        noah,
      );

    const arriving = await statements.during(again);
    const staying = await statements.during(again);

    expect(arriving).toHaveLength(2);
    expect(staying).toHaveLength(1);
    expect(staying[0]!.query).toContain('FROM sessions');
  });
});

describe('who may not see a customer', () => {
  test('is answered like one who asks for nothing, and is not seen there', async () => {
    const { database } = server.services;
    const customerId = await addCustomer();
    const theirs = await (await server.addWorkspace('theirs')).token();
    await server.workspace.token('VIEWER');
    const outside = await server.workspace.token('VIEWER');
    await database.membership.updateMany({
      where: { workspaceId: server.workspace.id, role: 'VIEWER' },
      data: { customerScope: 'OWN' },
    });
    const atMias = watch(mia, customerId);

    const asked: [token: string, id: string][] = [
      [theirs, customerId],
      [outside, customerId],
      [noah, 'bm90aGluZw=='],
    ];
    for (const [token, id] of asked) {
      const watching = watch(token, id);
      await watching.ended;
      expect(watching.all).toEqual([null]);
      expect((await announce(token, id)).data.announcePresence).toMatchObject({
        code: 'NOT_FOUND',
        path: ['customerId'],
      });
    }

    await announce(noah, customerId);
    await atMias.untilThere(['AGENT of first VIEWING']);
    expect(atMias.all.flat().filter((seen) => !seen?.startsWith('AGENT'))).toEqual([]);
  });

  test('any longer, because it got another owner, is told so and is not seen there', async () => {
    const { database } = server.services;
    const token = await server.workspace.token('VIEWER');
    const { userId } = await database.membership.update({
      where: {
        workspaceId_userId: await database.membership.findFirstOrThrow({
          where: { workspaceId: server.workspace.id, role: 'VIEWER' },
          select: { workspaceId: true, userId: true },
        }),
      },
      data: { customerScope: 'OWN' },
    });
    const { data } = await server.graphql<{ createCustomer: { id: string } }>(ADD, {
      input: { name: 'Ayşe Yılmaz', ownerId: globalId('User', userId) },
    });
    const { id } = data.createCustomer;
    const [atMias, theirOwn] = [watch(mia, id), watch(token, id)];
    await announce(token, id);
    await theirOwn.untilThere(['VIEWER of first VIEWING']);
    await atMias.untilThere(['VIEWER of first VIEWING']);

    await server.graphql(
      `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename } }`,
      { input: { id, ownerId: null } },
    );

    await theirOwn.ended;
    await atMias.untilThere([], 2_000);
    expect(theirOwn.all.at(-1)).toBeNull();
    expect((await announce(token, id)).data.announcePresence.code).toBe('NOT_FOUND');
  });

  test('any longer, because the session ended, is gone at once and sees nothing more', async () => {
    const customerId = await addCustomer();
    const token = await server.workspace.token('ADMIN');
    const atMias = watch(mia, customerId);
    const theirOwn = watch(token, customerId);
    await announce(token, customerId);
    await theirOwn.untilThere(['ADMIN of first VIEWING']);
    await atMias.untilThere(['ADMIN of first VIEWING']);

    await server.graphql('mutation { signOut }', {}, token);

    await atMias.untilThere([], 1_000);
    expect(await theirOwn.ended).toBe(4403);
  });
});

describe('bad announcements', () => {
  test('say what is wrong', async () => {
    const customerId = await addCustomer();

    for (const clientId of ['', 'x'.repeat(65)]) {
      const { data } = await announce(noah, customerId, 'VIEWING', clientId);
      expect(data.announcePresence).toMatchObject({ code: 'INVALID_INPUT', path: ['clientId'] });
    }
  });

  test('that flood are refused, whatever they say, and hurt nobody else', async () => {
    const customerId = await addCustomer();
    const flooding = await server.workspace.token('AGENT');

    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, i) => announce(flooding, customerId, 'VIEWING', `${i}`)),
    );

    const refused = answers.filter(({ errors }) => errors?.[0]?.extensions['retryable'] === true);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused[0]!.errors![0]!.extensions).toMatchObject({ code: 'TOO_MANY_OPERATIONS' });
    const { data } = await announce(mia, customerId);
    expect(data.announcePresence.__typename).toBe('CustomerPresence');
  });
});

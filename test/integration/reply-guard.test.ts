import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchStatements } from '../support/statements.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const watch = watchStatements();
let server: TestServer;
let mia: string;
let noah: string;

beforeAll(async () => {
  server = await bootServer({ database: watch.options });
  mia = await server.workspace.token('MANAGER');
  noah = await server.workspace.token('AGENT');
});
afterAll(() => server.stop());

const ADD = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { ... on Customer { id } }
}`;
const LOG = `mutation ($input: LogInteractionInput!) {
  logInteraction(input: $input) {
    __typename
    ... on Interaction { id body }
    ... on Problem { code message path }
    ... on UnseenInteractions { items { id body agent { name } } totalCount cursor }
  }
}`;

interface Answer {
  readonly __typename: string;
  readonly id: string;
  readonly code: string;
  readonly path: readonly string[];
  readonly items: readonly { readonly id: string; readonly body: string }[];
  readonly totalCount: number;
  readonly cursor: string;
}

const addCustomer = async () =>
  (
    await server.graphql<{ createCustomer: { id: string } }>(ADD, {
      input: { name: 'Ayşe Yılmaz' },
    })
  ).data.createCustomer.id;
const feedHead = async () =>
  (await server.graphql<{ feedHead: string }>('{ feedHead }')).data.feedHead;
async function reply(token: string, customerId: string, rest: Record<string, unknown> = {}) {
  const { data } = await server.graphql<{ logInteraction: Answer }>(
    LOG,
    { input: { customerId, channel: 'EMAIL', body: 'Hello', ...rest } },
    token,
  );
  return data.logInteraction;
}

describe('a reply', () => {
  test('that crosses another is held back, shows it, and goes through with the cursor it got', async () => {
    const customerId = await addCustomer();
    const seenCursor = await feedHead();
    const first = await reply(mia, customerId, { seenCursor, body: 'It ships today.' });

    const held = await reply(noah, customerId, { seenCursor });
    const sent = await reply(noah, customerId, { seenCursor: held.cursor });

    expect(held).toMatchObject({
      __typename: 'UnseenInteractions',
      code: 'UNSEEN_INTERACTIONS',
      path: ['seenCursor'],
      items: [{ id: first.id, body: 'It ships today.', agent: { name: 'MANAGER of first' } }],
      totalCount: 1,
    });
    expect(sent.__typename).toBe('Interaction');
  });

  test('goes through all the same when its writer says so', async () => {
    const customerId = await addCustomer();
    const seenCursor = await feedHead();
    await reply(mia, customerId);

    const sent = await reply(noah, customerId, { seenCursor, evenIfUnseen: true });

    expect(sent.__typename).toBe('Interaction');
  });

  test('with a cursor of another workspace, or nonsense, says which field is wrong', async () => {
    const customerId = await addCustomer();
    const theirs = await (await server.addWorkspace('theirs')).token();
    const { data } = await server.graphql<{ feedHead: string }>('{ feedHead }', {}, theirs);

    for (const seenCursor of [data.feedHead, 'nonsense', '']) {
      for (const evenIfUnseen of [false, true]) {
        expect(await reply(noah, customerId, { seenCursor, evenIfUnseen })).toMatchObject({
          code: 'INVALID_INPUT',
          path: ['seenCursor'],
        });
      }
    }
  });

  test('to a customer that is not there says so, whatever was seen', async () => {
    expect(await reply(noah, 'bm90aGluZw==', { seenCursor: await feedHead() })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('costs one statement more than any that is not written in one, and nothing unguarded', async () => {
    const customerId = await addCustomer();
    const seenCursor = await feedHead();
    const externalId = () => crypto.randomUUID();

    const plain = await watch.during(() => reply(noah, customerId, { externalId: externalId() }));
    const ordinary = await watch.during(() =>
      reply(noah, customerId, {
        externalId: externalId(),
        participants: [{ role: 'CC', name: 'Deniz' }],
      }),
    );
    const guarded = await watch.during(() =>
      reply(noah, customerId, {
        externalId: externalId(),
        participants: [{ role: 'CC', name: 'Deniz' }],
        seenCursor,
      }),
    );

    expect(plain.some(({ query }) => query.includes('BEGIN'))).toBe(false);
    expect(guarded).toHaveLength(ordinary.length + 1);
  });
});

test('a row of a batch that is guarded refuses the batch', async () => {
  const customerId = await addCustomer();
  const seenCursor = await feedHead();
  const { data } = await server.graphql(
    `mutation ($input: LogInteractionsInput!) {
      logInteractions(input: $input) { results { ... on Problem { code path } } }
    }`,
    {
      input: {
        interactions: [
          { customerId, channel: 'NOTE' },
          { customerId, channel: 'NOTE', seenCursor },
        ],
      },
    },
    noah,
  );

  const problem = { code: 'INVALID_INPUT', path: ['interactions', '1', 'seenCursor'] };
  expect(data).toEqual({ logInteractions: { results: [problem, problem] } });
});

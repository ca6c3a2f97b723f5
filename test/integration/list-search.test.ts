import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCustomer, anOrganization } from '../../server/testing/factories/customers.ts';
import { viewerOf } from '../../server/testing/viewer.ts';
import type { GraphqlAnswer } from '../support/graphql-request.ts';
import { bootServer, type TestServer } from '../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
  await server.workspace.token();
  const { services, workspace } = server;
  const where = { workspaceId: workspace.id };
  const { userId } = await services.database.membership.findFirstOrThrow({ where });
  const ctx = { ...services, source: 'test', viewer: viewerOf(workspace.id, userId, 'OWNER') };
  await aCustomer(ctx, {
    name: 'Ayşe Yılmaz',
    email: 'ayse@kahve.example',
    phone: '+90 532 123 45 67',
  });
  await aCustomer(ctx, { name: 'İrem Işık', externalId: 'CRM-0042' });
  await aCustomer(ctx, { name: 'Hélène Lefèvre', givenName: 'Hélène', familyName: 'Lefèvre' });
  await aCustomer(ctx, { name: 'Jürgen Groß', otherEmails: ['j.gross@bahn.example'] });
  await aCustomer(ctx, { name: "Seán O'Neill-Smith" });
  await aCustomer(ctx, { name: 'Christina Johansson' });
  await aCustomer(ctx, { name: 'Anna Bergström' });
  await anOrganization(ctx, { name: 'Café Müller', domain: 'cafe-mueller.example' });
});

afterAll(() => server.stop());

async function find(list: 'customers' | 'organizations', search: string) {
  const { data, errors } = await server.graphql<
    Record<string, { nodes: { name: string }[]; totalCount: number }>
  >(`query ($search: String) { ${list}(search: $search) { nodes { name } totalCount } }`, {
    search,
  });
  expect(errors).toBeUndefined();
  const { nodes, totalCount } = data[list]!;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ name }) => name);
}

describe('searching customers', () => {
  test.for<[string, string, string]>([
    ['accents left out', 'ayse yilmaz', 'Ayşe Yılmaz'],
    ['accents put in', 'Ayşe', 'Ayşe Yılmaz'],
    ['capitals', 'AYŞE YILMAZ', 'Ayşe Yılmaz'],
    ['a dotless ı for i', 'ırem', 'İrem Işık'],
    ['a dotted İ', 'İREM', 'İrem Işık'],
    ['a plain I', 'IREM ISIK', 'İrem Işık'],
    ['letters composed of two characters', 'He\u0301le\u0300ne', 'Hélène Lefèvre'],
    ['ß as ss', 'gross', 'Jürgen Groß'],
    ['the beginning of a word', 'lef', 'Hélène Lefèvre'],
    ['the beginnings of two words, turned round', 'joh chr', 'Christina Johansson'],
    ['a misspelling', 'cristina johanson', 'Christina Johansson'],
    ['a letter too many', 'bergstromm', 'Anna Bergström'],
    ['an address', 'ayse@kahve.example', 'Ayşe Yılmaz'],
    ['another address', 'j.gross@bahn', 'Jürgen Groß'],
    ['digits of the number', '905321234567', 'Ayşe Yılmaz'],
    ['the number with its plus', '+905321234567', 'Ayşe Yılmaz'],
    ['the first digits of the number', '90532', 'Ayşe Yılmaz'],
    ['the number as it is written', '+90 532 123 45 67', 'Ayşe Yılmaz'],
    ['the external id', 'crm-0042', 'İrem Işık'],
    ['an apostrophe', "o'neill", "Seán O'Neill-Smith"],
    ['half of a double name', 'smith', "Seán O'Neill-Smith"],
  ])('%s', async ([, search, name]) => {
    expect((await find('customers', search))[0]).toBe(name);
  });

  test('the best match comes first', async () => {
    expect((await find('customers', 'anna'))[0]).toBe('Anna Bergström');
  });

  test('what resembles nothing finds nothing', async () => {
    expect(await find('customers', 'xqzwvk')).toEqual([]);
  });

  test('a search of blanks is none', async () => {
    expect(await find('customers', '   ')).toHaveLength(7);
  });

  test.for([
    "'",
    "''; DROP TABLE customers; --",
    '"',
    '\\',
    '%',
    '_',
    '&',
    '| ! ( )',
    'a & | b',
    ':*',
    '<->',
    '*',
    '!!',
    '@',
    '\u{1F600}',
    '\uD800',
    '\u202E',
    'x'.repeat(100),
    "it's:*&",
  ])('the characters %j are only characters', async (search) => {
    expect(Array.isArray(await find('customers', search))).toBe(true);
  });

  test('a search of more than 100 characters is refused', async () => {
    const { errors } = await server.graphql(
      'query ($s: String) { customers(search: $s) { totalCount } }',
      {
        s: 'x'.repeat(101),
      },
    );

    expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
  });

  test('pages of a search are turned by its cursors', async () => {
    const query = `query ($after: String) { customers(search: "a", first: 1, after: $after) {
      edges { cursor node { name } } pageInfo { hasNextPage } } }`;
    const wanted = await find('customers', 'a');
    const names: string[] = [];
    let after: string | null = null;
    for (const _ of wanted) {
      const answer: GraphqlAnswer<{ customers: { edges: readonly Edge[] } }> = await server.graphql(
        query,
        { after },
      );
      const edge: Edge | undefined = answer.data.customers.edges[0];
      names.push(edge!.node.name);
      after = edge!.cursor;
    }

    expect(names).toEqual(wanted);
  });
});

interface Edge {
  readonly cursor: string;
  readonly node: { readonly name: string };
}

test.for(['cafe muller', 'CAFÉ', 'cafe-mueller.example', 'mueler'])(
  'an organisation is found by %s',
  async (search) => {
    expect(await find('organizations', search)).toContain('Café Müller');
  },
);

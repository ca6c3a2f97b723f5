import { createHmac } from 'node:crypto';
import { getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { accessTokens } from '../../server/src/domains/identity/access-token.ts';
import { derive } from '../../server/src/platform/secrets.ts';
import { bootServer, type TestServer } from '../support/server.ts';

const SECRET = 'the secret of this test, long enough';
const VIEWER = '{ viewer { role } }';

let server: TestServer;

beforeAll(async () => {
  server = await bootServer({ sessionSecret: SECRET });
});
afterAll(() => server.stop());

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JSON Web Token, made by hand. */
function jwt(header: { alg: string }, payload: object, key: Uint8Array): string {
  const text = `${encoded(header)}.${encoded(payload)}`;
  const hash = header.alg === 'HS512' ? 'sha512' : 'sha256';
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
}

describe('a token that is not ours, or not any more', () => {
  const key = derive(SECRET, 'access token');

  const tokens = accessTokens(SECRET, () => new Date());
  const payload = (sub: string) => ({
    iss: 'rapport',
    sub,
    exp: Math.floor(Date.now() / 1000) + 300,
  });

  async function openSession(): Promise<string> {
    await server.workspace.token();
    const where = { workspaceId: server.workspace.id };
    return (await server.services.database.session.findFirstOrThrow({ where })).id;
  }

  async function badTokens(): Promise<Record<string, string>> {
    const sub = await openSession();
    const { token } = await tokens.sign(sub);
    const [header, body, signature] = token.split('.') as [string, string, string];
    const anHourAgo = () => new Date(Date.now() - 3_600_000);
    const script = await server.workspace.token();
    return {
      garbled: 'x.y.z',
      cut: `${header}.${body}.${signature.slice(1)}`,
      unsigned: `${encoded({ alg: 'none' })}.${body}.`,
      'with a changed payload': `${header}.${encoded({ ...payload(sub), exp: 9e9 })}.${signature}`,
      'signed with another key': jwt(
        { alg: 'HS256' },
        payload(sub),
        derive('another', 'access token'),
      ),
      'signed with the raw secret': jwt({ alg: 'HS256' }, payload(sub), Buffer.from(SECRET)),
      'signed with an empty key': jwt({ alg: 'HS256' }, payload(sub), new Uint8Array()),
      'of another algorithm': jwt({ alg: 'HS512' }, payload(sub), key),
      'of an algorithm confused with ours': jwt({ alg: 'RS256' }, payload(sub), key),
      'of another issuer': jwt({ alg: 'HS256' }, { ...payload(sub), iss: 'elsewhere' }, key),
      'without an end': jwt({ alg: 'HS256' }, { iss: 'rapport', sub }, key),
      'whose header points elsewhere for the key': jwt(
        { alg: 'HS256', kid: '../../../dev/null', jku: 'https://evil.example' } as { alg: string },
        payload(sub),
        new Uint8Array(32),
      ),
      expired: (await accessTokens(SECRET, anHourAgo).sign(sub)).token,
      'of a session that is none': (await tokens.sign(server.workspace.id)).token,
      'of a session that is no id': (await tokens.sign("' OR 1=1")).token,
      'a script’s with a changed secret': `${script.slice(0, -2)}AA`,
      'a script’s that is cut': script.slice(0, -5),
      'very long': 'x'.repeat(5_000),
    };
  }

  test('one of ours is taken', async () => {
    const own = jwt({ alg: 'HS256' }, payload(await openSession()), key);

    expect((await server.graphql(VIEWER, {}, own)).status).toBe(200);
  });

  test('is answered 401, before the document is looked at', async () => {
    for (const [name, token] of Object.entries(await badTokens())) {
      for (const query of [VIEWER, '{ not a document']) {
        const { status, errors } = await server.graphql(query, {}, token);
        expect([name, status, errors?.[0]?.extensions.code]).toEqual([
          name,
          401,
          'UNAUTHENTICATED',
        ]);
      }
    }
  });

  test('no token may sign in and ask for __typename, and nothing else', async () => {
    expect((await server.graphql('{ __typename }', {}, null)).status).toBe(200);
    for (const query of [
      VIEWER,
      '{ feedHead }',
      'mutation { signOut }',
      '{ __typename viewer { role } }',
    ]) {
      const { status, errors } = await server.graphql(query, {}, null);
      expect([query, status, errors?.[0]?.extensions.code]).toEqual([
        query,
        401,
        'UNAUTHENTICATED',
      ]);
    }
  });
});

describe('the schema', () => {
  test('somebody who has not signed in learns nothing of it', async () => {
    const types = await server.graphql('{ __schema { types { name } } }', {}, null);
    const type = await server.graphql('{ __type(name: "Customer") { name } }', {}, null);
    const guess = await server.graphql('{ custmers { id } }', {}, null);
    const right = await server.graphql('{ customers { idd } }', {}, null);

    expect(types.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(type.data).toEqual({ __type: null });
    expect(guess.errors?.[0]?.message).toBe(right.errors?.[0]?.message);
    expect(JSON.stringify([guess, right])).not.toMatch(/custmers|Customer|idd/);
  });

  test.for<[string, Record<string, unknown>]>([
    ['{ custmers { id } }', {}],
    ['{ customers(frst: 1) { totalCount } }', {}],
    ['{ customers(orderBy: [{ field: NAM }]) { totalCount } }', {}],
    ['{ customers { ... on Custmer { id } } }', {}],
    [
      'query ($o: [CustomerOrder!]) { customers(orderBy: $o) { totalCount } }',
      { o: [{ field: 'NAM' }] },
    ],
    ['query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }', { f: { ownrId: {} } }],
  ])('no mistake is answered with a suggestion: %s', async ([query, variables]) => {
    const { errors } = await server.graphql(query, variables);

    expect(errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  test('no mutation lets a caller set what is the server’s to set', async () => {
    const ours =
      /^(workspaceId|tenantId|userId|createdAt|updatedAt|archivedAt|version|actor|permissions|passwordHash|lastInteractionAt)$/;
    const offered = Object.values(schema.getMutationType()!.getFields()).flatMap((field) =>
      field.args.flatMap(({ type }) => {
        const input = getNamedType(type);
        return isInputObjectType(input) ? Object.keys(input.getFields()) : [];
      }),
    );

    expect(offered.filter((name) => ours.test(name))).toEqual([]);
    const { errors } = await server.graphql(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { __typename } }',
      { input: { name: 'A', workspaceId: server.workspace.id } },
    );
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

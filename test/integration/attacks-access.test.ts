import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { PASSWORD } from '../support/workspace.ts';

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { __typename ... on Session { token } ... on TooManyAttempts { retryAfterSeconds } }
}`;

async function signIn(email: string, password: string) {
  const { data } = await server.graphql<{ signIn: { __typename: string; token: string } }>(
    SIGN_IN,
    { input: { email, password } },
    null,
  );
  return data.signIn;
}

describe('guessing passwords', () => {
  test('several attempts in one document are refused as a whole', async () => {
    const input = `{ email: "a@b.example", password: "guess" }`;
    const query = `mutation { a: signIn(input: ${input}) { __typename } b: signIn(input: ${input}) { __typename } }`;

    const { errors } = await server.graphql(query, {}, null);

    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  test('after ten wrong ones the right one is refused too, also when all come at once', async () => {
    await server.workspace.token('MANAGER');
    const email = server.workspace.emailOf('MANAGER');

    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, n) => signIn(email.toUpperCase(), `guess number ${n}`)),
    );

    const looked = guesses.filter(({ __typename }) => __typename === 'InvalidCredentials');
    expect(looked).toHaveLength(10);
    expect(await signIn(email, PASSWORD)).toMatchObject({ __typename: 'TooManyAttempts' });
  });

  test('an address that nobody has is answered like a wrong password', async () => {
    const unknown = await server.graphql(
      SIGN_IN,
      { input: { email: 'no@b.example', password: 'x' } },
      null,
    );
    const wrong = await server.graphql(
      SIGN_IN,
      { input: { email: server.workspace.emailOf('OWNER'), password: 'x' } },
      null,
    );

    expect(unknown).toEqual(wrong);
  });
});

describe('what one may see and do', () => {
  test('somebody who only reads changes nothing, through any mutation', async () => {
    const token = await server.workspace.token('VIEWER');
    const { data } = await server.graphql<Record<string, { code: string }>>(
      `mutation { createCustomer(input: { name: "A" }) { ... on Problem { code } }
        createOrganization(input: { name: "A" }) { ... on Problem { code } }
        createUser(input: { email: "a@b.example", name: "A", password: "long enough", role: VIEWER }) { ... on Problem { code } }
        logInteraction(input: { customerId: "x", channel: CALL }) { ... on Problem { code } } }`,
      {},
      token,
    );

    expect(Object.values(data).map(({ code }) => code)).toEqual(Array(4).fill('FORBIDDEN'));
  });

  test('a session is its user’s alone, whichever way it is asked for', async () => {
    const owner = await server.workspace.token();
    const agent = await server.workspace.token('AGENT');
    const { data } = await server.graphql<{ viewer: { sessions: { id: string }[] } }>(
      '{ viewer { sessions { id } } }',
      {},
      agent,
    );
    const { id } = data.viewer.sessions[0]!;

    const byNode = await server.graphql('query ($id: ID!) { node(id: $id) { id } }', { id }, owner);
    const byEnd = await server.graphql<{ endSession: { code: string } }>(
      'mutation ($id: ID!) { endSession(input: { sessionId: $id }) { ... on Problem { code } } }',
      { id },
      owner,
    );
    const readLog = async () => {
      const { data } = await server.graphql<{
        events: { items: { subjectId: string; subject: null }[] };
      }>(
        '{ events(filter: { subjectTypes: [UserSession] }, first: 100) { items { subjectId subject { id } } } }',
        {},
        owner,
      );
      return data.events.items.find(({ subjectId }) => subjectId === id);
    };
    const event = await waitUntil(readLog, 10_000);
    const agentsLog = await server.graphql<{ events: { items: unknown[] } }>(
      '{ events(filter: { subjectTypes: [UserSession] }) { items { subjectId } } }',
      {},
      agent,
    );

    expect(byNode.data).toEqual({ node: null });
    expect(byEnd.data.endSession.code).toBe('NOT_FOUND');
    expect(event).toMatchObject({ subject: null });
    expect(agentsLog.data.events.items).toEqual([]);
  });

  test('a role or membership taken away counts from the next request on', async () => {
    const token = await server.workspace.token('ADMIN');
    const { database } = server.services;
    const user = await database.user.findUniqueOrThrow({
      where: { email: server.workspace.emailOf('ADMIN') },
    });
    const which = { workspaceId_userId: { workspaceId: server.workspace.id, userId: user.id } };
    const mayWrite = async () => {
      const { data } = await server.graphql<{ createCustomer: { __typename: string } }>(
        'mutation { createCustomer(input: { name: "A" }) { __typename } }',
        {},
        token,
      );
      return data.createCustomer.__typename;
    };

    const asAdmin = await mayWrite();
    await database.membership.update({ where: which, data: { role: 'VIEWER' } });
    const asViewer = await mayWrite();
    await database.membership.delete({ where: which });
    const asNobody = await server.graphql(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: globalId('User', user.id) },
      token,
    );

    expect([asAdmin, asViewer]).toEqual(['Customer', 'Forbidden']);
    expect(asNobody.status).toBe(401);
  });
});

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openRawSocket } from '../support/raw-socket.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer } from '../support/workload.ts';

const SECRET = 'words nobody else may read';

let server: TestServer;
let viewersToken: string;

beforeAll(async () => {
  server = await bootServer();
  viewersToken = await server.workspace.token('VIEWER');
});
afterAll(() => server.stop());
afterEach(() => void vi.restoreAllMocks());

interface Line {
  readonly audit: string;
  readonly code: string;
  readonly object: string;
  readonly ids?: Readonly<Record<string, string>>;
  readonly actor: string | null;
  readonly requestId: string;
}

/** The lines of the audit from now on. */
function watchAudit(): Line[] {
  const lines: Line[] = [];
  vi.spyOn(server.services.log, 'warn').mockImplementation((...[line]: unknown[]) => {
    if ((line as Line).audit) lines.push(line as Line);
  });
  return lines;
}

async function userIdOf(token: string): Promise<string> {
  return (await server.services.authentication.viewerOf(token))!.userId;
}

test('a denied mutation is written down with who, what and the request, and no text of it', async () => {
  const token = await server.workspace.token();
  const customerId = await createCustomer({ url: server.url, token });
  const lines = watchAudit();

  const { data } = await server.graphql<{ updateCustomer: { __typename: string } }>(
    `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename } }`,
    { input: { id: customerId, name: SECRET } },
    viewersToken,
  );

  expect(data.updateCustomer.__typename).toBe('Forbidden');
  expect(lines).toEqual([
    expect.objectContaining({
      audit: 'access.denied',
      code: 'FORBIDDEN',
      object: 'updateCustomer',
      ids: { id: customerId },
      actor: await userIdOf(viewersToken),
      workspaceId: server.workspace.id,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    }),
  ]);
  expect(JSON.stringify(lines)).not.toContain(SECRET);
  expect(JSON.stringify(lines)).not.toContain(viewersToken);
});

test('a denied field is written down under the request id that the caller got', async () => {
  const lines = watchAudit();
  const query = '{ viewer { user { id } } events(first: 1) { endCursor } }';
  const { data } = await server.graphql<{
    viewer: { user: { id: string } };
    events: { endCursor: string };
  }>(query);

  const { errors } = await server.graphql(
    'query ($event: Cursor!, $userId: ID!) { feedExplanation(event: $event, userId: $userId) { reason } }',
    { event: data.events.endCursor, userId: data.viewer.user.id },
    viewersToken,
  );

  expect(lines).toEqual([
    expect.objectContaining({
      code: 'FORBIDDEN',
      object: 'feedExplanation',
      requestId: errors![0]!.extensions.requestId,
    }),
  ]);
});

test('a bad token is written down without the token, over HTTP and over a socket', async () => {
  const lines = watchAudit();
  const garbled = 'rpt_garbled.secret.token';

  await server.graphql('{ viewer { role } }', {}, garbled);
  const socket = await openRawSocket(server.url);
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${garbled}` } });
  await socket.closed;

  expect(lines.map(({ code, object, actor }) => [code, object, actor])).toEqual([
    ['UNAUTHENTICATED', 'token', null],
    ['UNAUTHENTICATED', 'socket', null],
  ]);
  expect(JSON.stringify(lines)).not.toContain('garbled');
});

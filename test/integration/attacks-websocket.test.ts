import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAdmittedSocket, openRawSocket } from '../support/raw-socket.ts';
import { bootServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await bootServer();
  token = await server.workspace.token();
});
afterAll(() => server.stop());

const subscribe = (id: string, query: string) => ({ id, type: 'subscribe', payload: { query } });
const FEED = 'subscription { interactionFeed { __typename } }';

describe('the handshake', () => {
  test.for(['https://elsewhere.example', 'null', 'http://localhost:1', 'not an origin'])(
    'a page of the origin %s is refused',
    async (origin) => {
      await expect(openRawSocket(server.url, { headers: { origin } })).rejects.toThrow('403');
    },
  );

  test('a page of our own origin and a program without one are let in', async () => {
    for (const headers of [{ origin: server.url }, {}]) {
      const { socket, close } = await openRawSocket(server.url, { headers });
      expect(socket.protocol).toBe('graphql-transport-ws');
      close();
    }
  });

  test.for(['graphql-ws', 'soap'])('the subprotocol %s is refused', async (protocol) => {
    await expect(openRawSocket(server.url, {}, protocol)).rejects.toThrow('400');
  });

  test('compression is not agreed on, though offered', async () => {
    const { socket, close } = await openRawSocket(server.url, { perMessageDeflate: true });

    expect(socket.extensions).toBe('');
    close();
  });
});

describe('being admitted', () => {
  test('a cookie admits nobody', async () => {
    const email = server.workspace.emailOf('OWNER');
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation { signIn(input: { email: "${email}", password: "correct horse battery" }) { __typename } }`,
      }),
    });
    const cookie = response.headers.get('set-cookie')!.split(';')[0]!;

    const { send, closed } = await openRawSocket(server.url, { headers: { cookie } });
    send({ type: 'connection_init' });

    expect((await closed).code).toBe(4403);
  });

  test.for([
    ['no token', {}],
    ['a garbled token', { authorization: 'Bearer x.y.z' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
    ['what is no text', { authorization: { bearer: 1 } }],
  ] as const)('%s closes with 4403', async ([, payload]) => {
    const { send, closed } = await openRawSocket(server.url);

    send({ type: 'connection_init', payload });

    expect((await closed).code).toBe(4403);
  });

  test('asking before being admitted closes with 4401', async () => {
    const { send, closed } = await openRawSocket(server.url);

    send(subscribe('1', FEED));

    expect((await closed).code).toBe(4401);
  });

  test('asking twice to be admitted closes with 4429', async () => {
    const { send, closed } = await openAdmittedSocket(server.url, token);

    send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });

    expect((await closed).code).toBe(4429);
  });

  test('not asking closes with 4408 within some seconds', async () => {
    const startedAt = performance.now();
    const { closed } = await openRawSocket(server.url);

    expect((await closed).code).toBe(4408);
    expect(performance.now() - startedAt).toBeLessThan(6_000);
  });

  test.for(['{', '[]', '{"type":"unknown"}', '{"type":"subscribe","id":""}'])(
    'the message %s closes with 4400',
    async (message) => {
      const { send, closed } = await openAdmittedSocket(server.url, token);

      send(message);

      expect((await closed).code).toBe(4400);
    },
  );
});

describe('one socket', () => {
  test.for([
    ['a syntax error', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['too deep a document', `{ a ${'{ a'.repeat(20)} ${'}'.repeat(20)} }`, 'QUERY_TOO_DEEP'],
    ['too large a page', '{ customers(first: 5000) { totalCount } }', 'PAGE_SIZE'],
    ['no operation', 'fragment a on Query { feedHead }', 'GRAPHQL_VALIDATION_FAILED'],
  ] as const)('%s hurts only that operation', async ([, query, code]) => {
    const socket = await openAdmittedSocket(server.url, token);

    socket.send(subscribe('bad', query));
    const refused = await socket.next();
    socket.send(subscribe('good', '{ viewer { role } }'));

    expect(refused).toMatchObject({ id: 'bad', type: 'error' });
    expect(JSON.stringify(refused)).toContain(`"code":"${code}"`);
    expect(await socket.next()).toMatchObject({ id: 'good', type: 'next' });
    socket.close();
  });

  test('a message of 1 MB closes with 1009', async () => {
    const { send, closed } = await openAdmittedSocket(server.url, token);

    send(subscribe('1', `# ${'x'.repeat(1_000_000)}`));

    expect((await closed).code).toBe(1009);
  });

  test('a hundred operations at once are served, more are refused', async () => {
    const socket = await openAdmittedSocket(server.url, token);

    for (let n = 1; n <= 130; n++) socket.send(subscribe(`${n}`, FEED));
    const answers = [];
    for (let n = 1; n <= 130; n++) answers.push(await socket.next());

    const refused = answers.filter(({ type }) => type === 'error');
    expect(refused).toHaveLength(30);
    expect(JSON.stringify(refused[0])).toContain('TOO_MANY_OPERATIONS');
    socket.close();
  });

  test('a used id closes with 4409', async () => {
    const { send, closed } = await openAdmittedSocket(server.url, token);

    send(subscribe('same', FEED));
    send(subscribe('same', FEED));

    expect((await closed).code).toBe(4409);
  });
});

describe('the end of a session', () => {
  test('a token that expires closes the socket with 4403, soon after', async () => {
    const short = await server.workspace.token('AGENT', 3);
    const expiresAt = Date.now() + 3_000;
    const socket = await openAdmittedSocket(server.url, short);
    socket.send(subscribe('1', FEED));

    const { code } = await socket.closed;

    expect(code).toBe(4403);
    expect(Date.now()).toBeLessThan(expiresAt + 5_000);
  });

  test('signing out closes the session’s sockets with 4403 within a second or so, and no others', async () => {
    const leaving = await server.workspace.token('MANAGER');
    const staying = await server.workspace.token('MANAGER');
    const socket = await openAdmittedSocket(server.url, leaving);
    const other = await openAdmittedSocket(server.url, staying);
    socket.send(subscribe('1', FEED));
    await socket.next();

    await server.graphql('mutation { signOut }', {}, leaving);
    const signedOutAt = Date.now();

    expect((await socket.closed).code).toBe(4403);
    expect(Date.now() - signedOutAt).toBeLessThan(3_000);
    other.send(subscribe('1', '{ viewer { role } }'));
    expect(await other.next()).toMatchObject({ type: 'next' });
    other.close();
  });
});

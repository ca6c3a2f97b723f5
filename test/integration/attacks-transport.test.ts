import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawHttp } from '../support/raw-http.ts';
import { bootServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await bootServer();
  token = await server.workspace.token();
});
afterAll(() => server.stop());

const TYPENAME = JSON.stringify({ query: '{ __typename }' });
const JSON_TYPE = { 'content-type': 'application/json' };

async function send(init: RequestInit, path = '/graphql') {
  const response = await fetch(`${server.url}${path}`, init);
  const text = await response.text();
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  return { status: response.status, headers: response.headers, code, text };
}

const post = (headers: Record<string, string>, body: RequestInit['body'] = TYPENAME) =>
  send({ method: 'POST', headers, body: body ?? null });

describe('what another web page could send', () => {
  test('a mutation over GET is refused, and POST is named', async () => {
    const query = encodeURIComponent('mutation { signOut }');
    const headers = { authorization: `Bearer ${token}` };

    const answer = await send({ headers }, `/graphql?query=${query}`);

    expect(answer).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(answer.headers.get('allow')).toBe('POST');
    expect((await server.graphql('{ viewer { role } }', {}, token)).errors).toBeUndefined();
  });

  test('a query over GET without a header of its own is refused', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;

    expect(await send({}, path)).toMatchObject({ status: 403, code: 'CSRF' });
    expect(
      await send({ headers: { 'sec-fetch-site': 'cross-site', accept: 'text/html,*/*' } }, path),
    ).toMatchObject({ status: 403, code: 'CSRF' });
    expect(await send({ headers: { 'x-rapport-csrf': '1' } }, path)).toMatchObject({ status: 200 });
  });

  test.for([
    'application/x-www-form-urlencoded',
    'application/graphql',
    'text/plain',
    'text/plain;application/json',
    'text/plain; charset=application/json',
    'application/json; application/xml',
    'multipart/form-data; boundary=x',
    'application/json-patch+json',
  ])('a body of type %s is refused', async (type) => {
    const answer = await post({ 'content-type': type });

    expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test('a body without a type is refused', async () => {
    expect(await post({}, new Blob([TYPENAME]))).toMatchObject({ status: 415 });
  });

  test('an answer in a type we do not speak is refused', async () => {
    const answer = await post({ ...JSON_TYPE, accept: 'application/xml' });

    expect(answer).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' });
  });

  test('another origin gets no CORS header, preflighted or not', async () => {
    const origin = 'https://elsewhere.example';
    const preflight = await send({
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    const simple = await post({ ...JSON_TYPE, origin });

    for (const { headers } of [preflight, simple]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(preflight.status).toBe(405);
  });

  test('the refresh cookie is for no script and no other site', async () => {
    const email = server.workspace.emailOf('OWNER');
    const query = `mutation { signIn(input: { email: "${email}", password: "correct horse battery" }) { __typename } }`;

    const { headers } = await post(JSON_TYPE, JSON.stringify({ query }));

    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/session');
    const fromElsewhere = await send(
      {
        method: 'POST',
        headers: { ...JSON_TYPE, cookie: cookie.split(';')[0]!, origin: 'https://evil.example' },
      },
      '/session',
    );
    expect(fromElsewhere).toMatchObject({ status: 403, code: 'CSRF' });
    const asBearerless = await post({ ...JSON_TYPE, cookie: cookie.split(';')[0]! }, VIEWER);
    expect(asBearerless.code).toBe('UNAUTHENTICATED');
  });

  test('without a cookie nobody is signed in; a made-up one is refused and cleared', async () => {
    const exchange = (headers: Record<string, string>) =>
      fetch(`${server.url}/session`, { method: 'POST', body: '{}', headers });

    const nobody = await exchange(JSON_TYPE);
    const madeUp = await exchange({ ...JSON_TYPE, cookie: 'rapport_session=made-up' });

    expect([nobody.status, await nobody.text()]).toEqual([204, '']);
    expect(madeUp.status).toBe(401);
    expect(madeUp.headers.get('set-cookie')).toContain('rapport_session=; ');
  });
});

const VIEWER = JSON.stringify({ query: '{ viewer { role } }' });

describe('what would fill or hold the server', () => {
  test('a batch is refused', async () => {
    const answer = await post(JSON_TYPE, `[${TYPENAME},${TYPENAME}]`);

    expect(answer).toMatchObject({ status: 400, code: 'BATCHING_DISABLED' });
  });

  test('a body of 20 MB is refused before it is read', async () => {
    const body = JSON.stringify({ query: `{ __typename } ${'#'.repeat(20_000_000)}` });

    expect(await post(JSON_TYPE, body)).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  test('a body of unknown length is refused at 256 KB', async () => {
    const chunk = `10000\r\n${'#'.repeat(0x10000)}\r\n`;
    const head =
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';

    const answer = await rawHttp(server.url, head, chunk, chunk, chunk, chunk, chunk);

    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test.for(['gzip', 'deflate', 'br'])('a body in %s is not inflated', async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));

    const answer = await post({ ...JSON_TYPE, 'content-encoding': encoding }, bomb);

    expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test.for([17, 31, 64])('a header of %s KB is refused', async (kilobytes) => {
    const answer = await rawHttp(
      server.url,
      `GET /healthz HTTP/1.1\r\nhost: a\r\nx-long: ${'a'.repeat(kilobytes * 1024)}\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });

  test.for([17, 31, 64])('an address of %s KB is refused', async (kilobytes) => {
    const answer = await rawHttp(
      server.url,
      `GET /graphql?query=${'a'.repeat(kilobytes * 1024)} HTTP/1.1\r\nhost: a\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1.1 414 /);
  });

  test.for([
    'not json',
    '"text"',
    'null',
    '',
    '{"query": 5}',
    '{"query": "{__typename}", "variables": 7}',
  ])('the body %s is refused in words', async (body) => {
    const answer = await post({ ...JSON_TYPE, accept: 'application/graphql-response+json' }, body);

    expect(answer.status).toBe(400);
    expect(answer.code).toBe('BAD_REQUEST');
  });

  test('a client that is slow with its headers or body is given up; others are served', async () => {
    const slowHeaders = rawHttp(server.url, 'POST /graphql HTTP/1.1\r\nhost: a\r\n');
    const slowBody = rawHttp(
      server.url,
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );

    const meanwhile = await post(JSON_TYPE);

    expect(meanwhile.status).toBe(200);
    expect(await slowBody).toMatch(/^HTTP\/1.1 408 /);
    expect(await slowHeaders).toMatch(/^HTTP\/1.1 408 /);
  }, 60_000);
});

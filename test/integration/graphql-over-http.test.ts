import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await bootServer();
  token = await server.workspace.token();
});
afterAll(() => server.stop());

const anonymous: typeof fetch = (input, init) => fetch(input, init);
const signedIn: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${token}`);
  return fetch(input, { ...init, headers });
};

/** A GET that any web page can send. Optional in the specification, and refused here as a forgery. */
const BARE_GET = '5A70';

describe.for([
  ['without a token', anonymous, [BARE_GET]],
  ['with a token', signedIn, []],
] as const)('GraphQL over HTTP, %s', ([, fetchFn, refused]) => {
  const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn });

  test('all of the audits are here', () => {
    expect(audits).toHaveLength(61);
  });

  test.for(audits.map((audit) => [audit.name, audit] as const))('%s', async ([, audit]) => {
    const result = await audit.fn();

    const isRefused = refused.some((id) => id === audit.id);
    expect(result.status, 'reason' in result ? result.reason : '').toBe(
      isRefused ? 'notice' : 'ok',
    );
  });
});

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../server/src/platform/embedded-postgres.ts';
import { killRapports, startRapport } from '../support/rapport-process.ts';

const SETUP = join(import.meta.dirname, '../../setup.mjs');
const ADMIN = { ADMIN_EMAIL: 'ada@example.com', ADMIN_PASSWORD: 'a password of ours' };

let folder: string;
let DATA_DIR: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport start '));
  chmodSync(folder, 0o755);
  DATA_DIR = join(folder, '.data');
});

afterEach(async () => {
  await killRapports();
  // Stops the PostgreSQL that a killed one left behind.
  const wasStarted = existsSync(join(DATA_DIR, 'postgres/data'));
  if (wasStarted) await (await startEmbeddedPostgres({ dataDir: DATA_DIR })).stop();
  rmSync(folder, { recursive: true, force: true });
});

test('from an empty folder to a server that answers; a stop leaves nothing running', async () => {
  const first = await startRapport({ DATA_DIR, ...ADMIN });

  expect(await (await fetch(`${first.url}/readyz`)).text()).toBeTruthy();
  expect(await signIn(first.url, ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD)).toBe('Session');
  expect(await first.end('SIGTERM')).toBe(0);
  expect(existsSync(join(DATA_DIR, 'postgres/data/postmaster.pid'))).toBe(false);
  await expect(fetch(first.url)).rejects.toThrow('fetch failed');
});

test('after kill -9 the next start goes on with the same data and the same account', async () => {
  const killed = await startRapport({ DATA_DIR, ...ADMIN });
  await killed.end('SIGKILL');

  const next = await startRapport({ DATA_DIR });

  expect(await signIn(next.url, ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD)).toBe('Session');
  expect(await next.end('SIGINT')).toBe(0);
});

test('without settings an account is made, and its password is told and works', async () => {
  const server = await startRapport({ DATA_DIR });

  const [, email = '', password = ''] =
    /^Sign in as (\S+), password (\S+)$/u.exec(server.lines.at(-1) ?? '') ?? [];
  expect(await signIn(server.url, email, password)).toBe('Session');
  await server.end('SIGTERM');
});

test('a port that is taken is told, with how to choose another, and nothing is begun', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const address = squatter.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  await expect(startRapport({ DATA_DIR, PORT: String(port) })).rejects.toThrow(
    `Port ${port} is taken by another program (perhaps another Rapport). Choose another`,
  );
  expect(existsSync(DATA_DIR)).toBe(false);
  squatter.close();
});

test('setup.mjs runs from any folder, and does nothing twice', () => {
  const { stdout, status } = spawnSync(process.execPath, [SETUP, 'prepare'], {
    cwd: '/',
    encoding: 'utf8',
  });

  expect(stdout).toBe('');
  expect(status).toBe(0);
});

async function signIn(url: string, email: string, password: string): Promise<unknown> {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { email, password } } }),
  });
  const { data } = (await response.json()) as { data: { signIn: { __typename: string } } };
  return data.signIn.__typename;
}

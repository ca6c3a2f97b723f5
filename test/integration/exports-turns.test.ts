import { afterEach, beforeEach, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { claimExport } from '../../server/src/domains/exports/claim-export.ts';
import { readExportPage } from '../../server/src/domains/exports/read-export-page.ts';
import { writeExportPage } from '../../server/src/domains/exports/write-export-page.ts';
import { openEngine } from '../../server/src/graphql/engine.ts';
import { newEpoch } from '../../server/src/live/feed-head.ts';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { openDatabase } from '../../server/src/platform/database.ts';
import { viewerOf } from '../../server/testing/viewer.ts';
import { endedExport, rowsOf, seenExport, startExport, turnsOf } from '../support/exports.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { createInstallation, type Installation } from '../support/installation.ts';
import { addMember, type Member } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { type Caller, createCustomer, run } from '../support/workload.ts';

let server: TestServer | undefined;
let installation: Installation | undefined;

beforeEach(() => {
  server = undefined;
  installation = undefined;
});
afterEach(async () => {
  await server?.stop();
  await installation?.remove();
});

async function aServerWith(customers: number): Promise<{ server: TestServer; owner: Member }> {
  server = await bootServer({ writesExports: false });
  const owner = await addMember(server, server.workspace.id, { role: 'OWNER' });
  for (let n = 0; n < customers; n++) await createCustomer(owner, { name: `Customer ${n}` });
  return { server, owner };
}

/** As if the time of whoever holds a turn were over. */
const endLeases = ({ services }: TestServer) =>
  services.database.export.updateMany({ data: { leaseUntil: new Date(0) } });

test('a node that was only slow finds its turn taken over, and writes nothing', async () => {
  const { server, owner } = await aServerWith(10);
  const { services } = server;
  const id = await startExport(owner, { customers: {} });
  const claimed = (await claimExport(services.database))!;
  const viewer = viewerOf(claimed.workspaceId, claimed.userId, 'OWNER');
  const reader = { ...services, engine: openEngine(schema, services), pageRows: 4 };
  const page = await readExportPage(reader, claimed, viewer);

  await endLeases(server);
  const turn = turnsOf(server, 4);
  await turn();
  await writeExportPage({ ...services, source: 'export', viewer }, claimed, page);
  while (await turn());

  expect(await endedExport(owner, id)).toMatchObject({ status: 'DONE', rowsWritten: 10 });
  const ids = (await rowsOf(owner, id)).map((row) => row['id']);
  expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
});

test('two processes that ask at once get two different exports, or one of them none', async () => {
  const { server, owner } = await aServerWith(1);
  const { database } = server.services;
  await startExport(owner, { customers: {} });
  await startExport(owner, { teams: {} });

  const claims = await Promise.all([1, 2, 3].map(() => claimExport(database)));

  const ids = claims.filter((claim) => claim !== null).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
});

test('a short export does not wait for a long one', async () => {
  const { server, owner } = await aServerWith(12);
  const long = await startExport(owner, { customers: {} });
  const turn = turnsOf(server, 2);
  await turn();
  const short = await startExport(owner, { teams: {} });

  await turn();
  await turn();

  expect(await seenExport(owner, short)).toMatchObject({ status: 'DONE' });
  expect(await seenExport(owner, long)).toMatchObject({ status: 'RUNNING' });
});

test('one whose pages cannot be read is given up after five attempts, and says so', async () => {
  const { server, owner } = await aServerWith(3);
  const id = await startExport(owner, { customers: {} });
  await server.services.database.export.updateMany({ data: { columns: ['id', 'noSuchField'] } });
  const turn = turnsOf(server, 2);

  for (let attempt = 0; attempt < 5; attempt++) {
    await turn();
    expect(await seenExport(owner, id)).toMatchObject({ status: 'RUNNING' });
    await endLeases(server);
  }
  await turn();

  expect(await seenExport(owner, id)).toMatchObject({ status: 'FAILED', failure: 'INTERNAL' });
});

test('access that changes while the last page is read ends it without a file', async () => {
  const { server, owner } = await aServerWith(3);
  const { services } = server;
  const agent = await addMember(server, server.workspace.id);
  const id = await startExport(agent, { customers: {} });
  const claimed = (await claimExport(services.database))!;
  const viewer = viewerOf(claimed.workspaceId, claimed.userId, 'AGENT');
  const reader = { ...services, engine: openEngine(schema, services) };
  const page = await readExportPage(reader, claimed, viewer);

  await run(owner, 'changeCustomerScope', 'User', { id: agent.id, customerScope: 'OWN' });
  await writeExportPage({ ...services, source: 'export', viewer }, claimed, page);

  expect(page).toMatchObject({ rows: 3, isLast: true });
  expect(await seenExport(agent, id)).toMatchObject({
    status: 'FAILED',
    failure: 'ACCESS_CHANGED',
    url: null,
  });
  expect(await services.database.exportChunk.count()).toBe(0);
});

test('a restore in the midst ends it: its cursor would be worth nothing', async () => {
  const { server, owner } = await aServerWith(6);
  const id = await startExport(owner, { customers: {} });
  const turn = turnsOf(server, 2);
  await turn();

  await newEpoch(server.services.logPool);
  while (await turn());

  expect(await seenExport(owner, id)).toMatchObject({ status: 'FAILED', failure: 'LOG_RESTORED' });
});

test('cancelled in the midst of a page, it stays cancelled and has no file', async () => {
  const { server, owner } = await aServerWith(6);
  const id = await startExport(owner, { customers: {} });
  const turn = turnsOf(server, 2);
  await turn();
  const { services } = server;
  const claimed = (await claimExport(services.database))!;
  const viewer = viewerOf(claimed.workspaceId, claimed.userId, 'OWNER');
  const reader = { ...services, engine: openEngine(schema, services), pageRows: 2 };
  const page = await readExportPage(reader, claimed, viewer);

  await graphqlRequest(
    owner.url,
    'mutation ($id: ID!) { exportCancel(input: { exportId: $id }) { __typename } }',
    { id },
    owner.token,
  );
  await writeExportPage({ ...services, source: 'export', viewer }, claimed, page);

  expect(await turn()).toBe(false);
  expect(await seenExport(owner, id)).toMatchObject({ status: 'CANCELLED', url: null });
  expect(await services.database.exportChunk.count()).toBe(0);
});

test(
  'a node that is killed is followed by another: no row twice, none missing',
  { timeout: 120_000 },
  async () => {
    installation = await createInstallation();
    const { token, databaseUrl } = installation;
    const first = await installation.serve();
    const customerId = await createCustomer({ url: first.url, token });
    for (let batch = 0; batch < 8; batch++) await logMany({ url: first.url, token }, customerId);
    const id = await startExport({ url: first.url, token }, { interactions: {} });
    await waitUntil(async () => {
      const seen = await seenExport({ url: first.url, token }, id);
      return seen!.rowsWritten > 0 || undefined;
    }, 30_000);

    await first.end('SIGKILL');
    const opened = openDatabase(databaseUrl);
    const left = await opened.database.export.findFirstOrThrow();
    await opened.database.export.updateMany({ data: { leaseUntil: new Date(0) } });
    await opened.close();
    const second = { url: (await installation.serve()).url, token };
    const made = await endedExport(second, id);

    expect(left.status).toBe('RUNNING');
    expect(made).toMatchObject({ status: 'DONE', rowsWritten: 4_000 });
    const ids = (await rowsOf(second, id)).map((row) => row['id']);
    expect([ids.length, new Set(ids).size]).toEqual([4_000, 4_000]);
  },
);

async function logMany({ url, token }: Caller, customerId: string): Promise<void> {
  const interactions = Array.from({ length: 500 }, () => ({ customerId, channel: 'CALL' }));
  const { errors } = await graphqlRequest(
    url,
    `mutation ($input: LogInteractionsInput!) {
      logInteractions(input: $input) { results { __typename } }
    }`,
    { input: { interactions } },
    token,
  );
  expect(errors).toBeUndefined();
}

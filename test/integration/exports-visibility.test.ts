import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import {
  askForFile,
  endedExport,
  rowsOf,
  seenExport,
  startExport,
  turnsOf,
} from '../support/exports.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { addMember, type Member, setMasks } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, logInteraction, run } from '../support/workload.ts';

let server: TestServer;
let owner: Member;
let turn: () => Promise<boolean>;

beforeEach(async () => {
  server = await bootServer({ writesExports: false });
  owner = await addMember(server, server.workspace.id, { role: 'OWNER' });
  turn = turnsOf(server, 2);
});
afterEach(() => server.stop());

async function written(as: Member, connection: object) {
  const id = await startExport(as, connection);
  while (await turn());
  return endedExport(as, id);
}

async function sixCustomers(): Promise<void> {
  for (let n = 0; n < 6; n++) {
    await createCustomer(owner, { name: `Customer ${n}`, email: `c${n}@hidden.example` });
  }
}

describe('a file shows what its user sees', () => {
  test('hidden fields are null or empty, as in the API', async () => {
    const agent = await addMember(server, server.workspace.id);
    const hidden = [
      'customers.email',
      'interactions.content',
      'interactions.participants',
    ] as const;
    await setMasks(server, server.workspace.id, 'AGENT', hidden);
    const customerId = await createCustomer(owner, {
      name: 'Zoë',
      email: 'secret@hidden.example',
      otherEmails: ['more@hidden.example'],
      phone: '+31201234567',
    });
    await logInteraction(owner, {
      customerId,
      subject: 'Hidden subject',
      participants: [{ role: 'TO', name: 'Hidden name', address: 'to@hidden.example' }],
    });

    const customers = await written(agent, { customers: {} });
    const interactions = await written(agent, { interactions: {} });

    expect(await rowsOf(agent, customers.id)).toMatchObject([
      { name: 'Zoë', email: null, otherEmails: [], phone: '+31201234567' },
    ]);
    const [interaction] = await rowsOf(agent, interactions.id);
    expect(interaction).toMatchObject({
      subject: null,
      participants: [{ role: 'TO', name: null }],
    });
    expect(JSON.stringify(interaction)).not.toMatch(/hidden/i);
  });

  test('who works with the own customers gets these and what belongs to them', async () => {
    const agent = await addMember(server, server.workspace.id, { scope: 'OWN' });
    const own = await createCustomer(owner, { name: 'Own', ownerId: agent.id });
    const other = await createCustomer(owner, { name: 'Other' });
    for (const customerId of [own, other]) await logInteraction(owner, { customerId });

    const customers = await written(agent, { customers: {} });
    const interactions = await written(agent, { interactions: {} });

    expect((await rowsOf(agent, customers.id)).map(({ id }) => id)).toEqual([own]);
    expect(await rowsOf(agent, interactions.id)).toMatchObject([{ customer: { id: own } }]);
    expect(customers.rowsExpected).toBe(1);
  });

  test('one cannot filter by what is hidden', async () => {
    const agent = await addMember(server, server.workspace.id);
    await setMasks(server, server.workspace.id, 'AGENT', ['customers.phone']);

    const { errors } = await graphqlRequest(
      agent.url,
      `mutation { exportStart(input: { format: CSV, connection: {
        customers: { phone: { eq: "+31201234567" } } } }) { __typename } }`,
      {},
      agent.token,
    );

    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('a change of access in the midst', () => {
  test.for([
    [
      'a role',
      (agent: Member) => run(owner, 'changeRole', 'User', { id: agent.id, role: 'VIEWER' }),
    ],
    [
      'a scope',
      (agent: Member) =>
        run(owner, 'changeCustomerScope', 'User', { id: agent.id, customerScope: 'OWN' }),
    ],
    ['hidden fields', () => setMasks(server, server.workspace.id, 'AGENT', ['customers.email'])],
  ] as const)('%s ends it without a file', async ([, changeAccess]) => {
    const agent = await addMember(server, server.workspace.id);
    await sixCustomers();
    const id = await startExport(agent, { customers: {} });
    await turn();
    expect(await seenExport(agent, id)).toMatchObject({ status: 'RUNNING', rowsWritten: 2 });

    await changeAccess(agent);
    while (await turn());

    const seen = await seenExport(agent, id);
    expect(seen).toMatchObject({ status: 'FAILED', failure: 'ACCESS_CHANGED', url: null });
    expect(await server.services.database.exportChunk.count()).toBe(0);
    expect((await askForFile(agent, id)).status).toBe(404);
  });

  test('whoever is suspended gets no file, though it was to be the last page', async () => {
    const agent = await addMember(server, server.workspace.id);
    await createCustomer(owner, { name: 'One' });
    const id = await startExport(agent, { customers: {} });

    await run(owner, 'suspendUser', 'User', { id: agent.id });
    while (await turn());

    const row = await server.services.database.export.findFirstOrThrow();
    expect(row).toMatchObject({ status: 'FAILED', failure: 'ACCESS_CHANGED', rowsWritten: 0 });
    expect(id).toBeDefined();
  });

  test('afterwards the file cannot be taken any more, by token or by link', async () => {
    const agent = await addMember(server, server.workspace.id);
    await sixCustomers();
    const made = await written(agent, { customers: {} });
    expect((await askForFile(agent, made.id)).status).toBe(200);

    await setMasks(server, server.workspace.id, 'AGENT', ['customers.email']);

    expect((await askForFile(agent, made.id)).status).toBe(403);
    expect((await fetch(`${server.url}${made.url}`)).status).toBe(403);
    expect(await seenExport(agent, made.id)).toMatchObject({ status: 'DONE', url: null });
  });
});

test('a reader that takes nothing holds nothing in the database', async () => {
  const body = 'A long conversation. '.repeat(4_000);
  const customerId = await createCustomer(owner, { name: 'Talks a lot' });
  for (let n = 0; n < 120; n++) await logInteraction(owner, { customerId, body });
  const made = await written(owner, { interactions: {} });
  expect(made.bytes).toBeGreaterThan(9_000_000);

  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(`GET ${made.url} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => socket.once('readable', resolve));
  const isQuiet = await waitUntil(async () => {
    const [busy] = await server.services.database.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND xact_start IS NOT NULL AND query ILIKE '%export_chunks%'`;
    return busy!.count === 0 || undefined;
  }, 5_000);
  await createCustomer(owner, { name: 'Written meanwhile' });
  const cancelled = await run(owner, 'exportCancel', 'Export', { exportId: made.id });

  expect([isQuiet, cancelled]).toEqual([true, made.id]);
  let taken = 0;
  socket.on('data', (data: Buffer) => (taken += data.length));
  await new Promise((resolve) => socket.once('close', resolve));
  expect(taken).toBeLessThan(made.bytes);
});

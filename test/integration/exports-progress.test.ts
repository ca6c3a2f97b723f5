import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startExport, turnsOf } from '../support/exports.ts';
import { openInbox } from '../support/inbox.ts';
import { leaveSocket } from '../support/leave-socket.ts';
import { addMember, type Member } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, run } from '../support/workload.ts';

let server: TestServer;
let owner: Member;

beforeAll(async () => {
  server = await bootServer({ writesExports: false });
  owner = await addMember(server, server.workspace.id, { role: 'OWNER' });
  for (let n = 0; n < 5; n++) await createCustomer(owner, { name: `Customer ${n}` });
});
afterAll(() => server.stop());

interface Told {
  readonly id: string;
  readonly status: string;
  readonly rowsWritten: number;
}

function follow({ url, token }: Member) {
  const inbox = openInbox<Told>();
  let isOver = false;
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  client.subscribe<{ exportProgress: Told }>(
    { query: 'subscription { exportProgress { id status rowsWritten } }' },
    {
      next: ({ data }) => inbox.push(data!.exportProgress),
      error: () => (isOver = true),
      complete: () => (isOver = true),
    },
  );
  return { ...inbox, isOver: () => isOver, close: () => leaveSocket(client) };
}

test('one sees one’s exports come on, page by page, and nobody else’s', async () => {
  const turn = turnsOf(server, 2);
  const id = await startExport(owner, { customers: {} });
  const own = follow(owner);
  const others = follow(await addMember(server, server.workspace.id, { role: 'OWNER' }));
  await own.until('it waits', (all) => all.some(({ status }) => status === 'QUEUED'));

  await turn();
  await own.until('two rows', (all) => all.at(-1)!.rowsWritten === 2);
  while (await turn());
  await own.until('it is done', (all) => all.at(-1)!.status === 'DONE');

  const next = await startExport(owner, { teams: {} });
  await own.until('another', (all) => all.at(-1)!.id === next);
  await run(owner, 'exportCancel', 'Export', { exportId: next });
  await own.until('it is cancelled', (all) => all.at(-1)!.status === 'CANCELLED');
  expect(own.all.filter((told) => told.id === id).at(-1)).toMatchObject({
    status: 'DONE',
    rowsWritten: 5,
  });
  expect(others.all).toEqual([]);
  own.close();
  others.close();
});

test('it ends when what one may see changes', async () => {
  const agent = await addMember(server, server.workspace.id);
  await startExport(agent, { customers: {} });
  const progress = follow(agent);
  await progress.until('it waits', (all) => all.length > 0);

  await run(owner, 'changeRole', 'User', { id: agent.id, role: 'VIEWER' });

  await expect.poll(progress.isOver, { timeout: 5_000 }).toBe(true);
  progress.close();
});

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CutProxy, openCutProxy } from '../support/cut-proxy.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { type NodeProgram, runNode } from '../support/node-program.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, logInteraction, signIn } from '../support/workload.ts';
import { PASSWORD } from '../support/workspace.ts';

const EXAMPLE = join(import.meta.dirname, '../../docs/examples/follow.mjs');
const BATCH = 10;
const CUTS = 3;

let server: TestServer;
let proxy: CutProxy;
let example: NodeProgram;

beforeAll(async () => {
  server = await bootServer();
  proxy = await openCutProxy(server.url);
});
afterAll(async () => {
  example.kill();
  await proxy.close();
  await server.stop();
});

test('the worked example tells each event once, in order, through cut connections and an ended session', async () => {
  const { url, workspace } = server;
  const email = workspace.emailOf('OWNER');
  const token = await signIn(url, email, PASSWORD);
  const customerId = await createCustomer({ url, token });
  const subjects = Array.from({ length: (2 * CUTS + 2) * BATCH }, (_, number) => `Call ${number}`);
  const waiting = [...subjects];
  const log = async () => {
    for (const subject of waiting.splice(0, BATCH)) {
      await logInteraction({ url, token }, { customerId, subject });
    }
  };
  const logAndSee = async () => {
    await log();
    const logged = subjects.length - waiting.length;
    await example.output.until(`${logged} events`, (lines) => lines.length >= logged);
  };

  example = runNode(EXAMPLE, proxy.url, email, PASSWORD, String(subjects.length));
  await example.errors.until('that it follows', (lines) => lines.some(isFollowing));
  for (let cut = 0; cut < CUTS; cut++) {
    await logAndSee();
    proxy.cut();
    await log();
  }
  await logAndSee();
  await endOtherSessions(url, token);
  await log();

  expect(await example.ended).toBe(0);
  const told = example.output.all.map((line) => (JSON.parse(line) as { subject: string }).subject);
  expect(told).toEqual(subjects);
  expect(example.errors.all.filter(isFollowing)).toHaveLength(1);
  expect(example.errors.all.filter((line) => line.includes('Coming back'))).toHaveLength(CUTS + 1);
});

const isFollowing = (line: string) => line.includes('following from there');

async function endOtherSessions(url: string, token: string): Promise<void> {
  const { data } = await graphqlRequest<{
    viewer: { sessions: { id: string; isCurrent: boolean }[] };
  }>(url, '{ viewer { sessions { id isCurrent } } }', {}, token);
  for (const { id, isCurrent } of data.viewer.sessions) {
    if (isCurrent) continue;
    const end = `mutation ($input: EndSessionInput!) { endSession(input: $input) { __typename } }`;
    await graphqlRequest(url, end, { input: { sessionId: id } }, token);
  }
}

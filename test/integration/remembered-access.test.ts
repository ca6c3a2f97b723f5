import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyOf } from '../../server/src/graphql/global-id.ts';
import type { Database } from '../../server/src/platform/database.ts';
import { addMember, addTeam, type Member, setMasks } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { watchStatements } from '../support/statements.ts';
import { createCustomer } from '../support/workload.ts';

let server: TestServer;
let database: Database;
let workspaceId: string;
let owner: Member;
let elsewhere: string;
const statements = watchStatements();

beforeAll(async () => {
  server = await bootServer({ database: statements.options });
  ({ database } = server.services);
  workspaceId = server.workspace.id;
  owner = await addMember(server, workspaceId, { role: 'OWNER' });
  elsewhere = await addTeam(server, workspaceId);
});
afterAll(() => server.stop());

const LOG = `mutation ($input: LogInteractionInput!) { logInteraction(input: $input) {
  __typename ... on Interaction { subject customer { name } } ... on Problem { message } } }`;
const READ = `query ($id: ID!) { customer(by: { id: $id }) { name phone interactions(first: 1) { nodes { subject } } } }`;

/** Somebody in a team, and a customer of a colleague there, with whom the server has seen it work. */
async function atWork(scope: 'ALL' | 'TEAM' = 'ALL') {
  const teamId = await addTeam(server, workspaceId);
  const colleague = await addMember(server, workspaceId, { teamId });
  const member = await addMember(server, workspaceId, { teamId, scope });
  const id = await createCustomer(owner, { name: 'Deniz Kargo', ownerId: colleague.id });
  const log = async () => {
    const input = { customerId: id, channel: 'CALL', subject: 'A call' };
    const { status, data, errors } = await server.graphql<{
      logInteraction: { __typename: string };
    }>(LOG, { input }, member.token);
    return errors ? `${status} ${String(errors[0]!.extensions.code)}` : data.logInteraction;
  };
  const read = async () => {
    const { status, data, errors } = await server.graphql<{ customer: unknown }>(
      READ,
      { id },
      member.token,
    );
    return errors ? `${status} ${String(errors[0]!.extensions.code)}` : data.customer;
  };
  const key = { workspaceId_userId: { workspaceId, userId: member.userId } };
  const customerId = keyOf('Customer', id);
  const written = () => database.interaction.count({ where: { customerId } });
  for (let times = 0; times < 2; times++) {
    expect(await log()).toMatchObject({ __typename: 'Interaction' });
    expect(await read()).toMatchObject({ name: 'Deniz Kargo' });
  }
  expect(server.services.authentication.remembered(member.token)).not.toBeNull();
  expect(await written()).toBe(2);
  return { member, key, log, read, written };
}

type AtWork = Awaited<ReturnType<typeof atWork>>;

/** Every change is made in the database itself: no event, and nobody in this process, tells of it. */
const changes: Readonly<
  Record<string, readonly [(of: AtWork) => Promise<unknown>, log: unknown, read: unknown]>
> = {
  'is suspended': [
    ({ key }) => database.membership.update({ where: key, data: { suspendedAt: new Date() } }),
    '401 UNAUTHENTICATED',
    '401 UNAUTHENTICATED',
  ],
  'is no member any more': [
    async ({ key, member }) => {
      await database.interaction.updateMany({
        where: { agentId: member.userId },
        data: { agentId: null },
      });
      await database.membership.delete({ where: key });
    },
    '401 UNAUTHENTICATED',
    '401 UNAUTHENTICATED',
  ],
  'has its session ended': [
    ({ member: { userId } }) =>
      database.session.updateMany({ where: { userId }, data: { endedAt: new Date() } }),
    '401 UNAUTHENTICATED',
    '401 UNAUTHENTICATED',
  ],
  'has its session expire early': [
    ({ member: { userId } }) =>
      database.session.updateMany({ where: { userId }, data: { expiresAt: new Date(0) } }),
    '401 UNAUTHENTICATED',
    '401 UNAUTHENTICATED',
  ],
  'comes with a secret that is the session’s no more': [
    ({ member: { userId } }) =>
      database.session.updateMany({ where: { userId }, data: { secretHash: new Uint8Array(32) } }),
    '401 UNAUTHENTICATED',
    '401 UNAUTHENTICATED',
  ],
  'may only read now': [
    ({ key }) => database.membership.update({ where: key, data: { role: 'VIEWER' } }),
    { __typename: 'Forbidden' },
    { name: 'Deniz Kargo' },
  ],
  'sees its own customers only': [
    ({ key }) => database.membership.update({ where: key, data: { customerScope: 'OWN' } }),
    { __typename: 'NotFound' },
    null,
  ],
};

test.for(Object.entries(changes))(
  'who %s is met as that by the very next request, whether it writes or reads',
  async ([, [change, log, read]]) => {
    const [writer, reader] = [await atWork(), await atWork()];

    await change(writer);
    await change(reader);

    expect([await writer.log(), await reader.read()]).toMatchObject([log, read]);
    expect([await writer.written(), await reader.written()]).toEqual([2, 2]);
  },
);

test('who is moved to another team loses its customers with the very next request', async () => {
  const [writer, reader] = [await atWork('TEAM'), await atWork('TEAM')];

  for (const { key } of [writer, reader])
    await database.membership.update({ where: key, data: { teamId: elsewhere } });

  expect(await writer.log()).toMatchObject({ __typename: 'NotFound' });
  expect(await reader.read()).toBeNull();
});

test('a role’s policy counts from the very next request on, for what is hidden and for whom it sees', async () => {
  const [writer, reader] = [await atWork(), await atWork()];
  for (const { key } of [writer, reader])
    await database.membership.update({ where: key, data: { customerScope: null } });
  await writer.log();
  await reader.read();

  await setMasks(server, workspaceId, 'AGENT', ['interactions.content']);
  const [masked, hidden] = [await writer.log(), await reader.read()];
  await setMasks(server, workspaceId, 'AGENT', []);
  const unmasked = await writer.log();
  await database.rolePolicy.updateMany({ data: { customerScope: 'OWN' } });
  const [unseen, empty] = [await writer.log(), await reader.read()];
  await database.rolePolicy.deleteMany();

  expect(masked).toMatchObject({ __typename: 'Forbidden' });
  expect(hidden).toMatchObject({ interactions: { nodes: [{ subject: null }] } });
  expect(unmasked).toMatchObject({ __typename: 'Interaction', subject: 'A call' });
  expect(unseen).toMatchObject({ __typename: 'NotFound' });
  expect(empty).toBeNull();
});

test('a right that is given counts from the very next request on', async () => {
  const { log, key } = await atWork();
  await database.membership.update({ where: key, data: { role: 'VIEWER' } });
  expect(await log()).toMatchObject({ __typename: 'Forbidden' });
  expect(await log()).toMatchObject({ __typename: 'Forbidden' });

  await database.membership.update({ where: key, data: { role: 'AGENT' } });

  expect(await log()).toMatchObject({ __typename: 'Interaction' });
});

test('a key that was used is answered with what it made, and an unknown customer as unknown', async () => {
  const { member } = await atWork();
  const id = await createCustomer(owner, { name: 'Ada' });
  const log = (customerId: string) => {
    const input = { customerId, channel: 'NOTE', idempotencyKey: 'once' };
    const query =
      'mutation ($input: LogInteractionInput!) { logInteraction(input: $input) { __typename ... on Interaction { id } } }';
    return server.graphql(query, { input }, member.token);
  };

  const [first, again, other] = [await log(id), await log(id), await log(owner.id)];

  expect(first.data).toMatchObject({ logInteraction: { __typename: 'Interaction' } });
  expect(again.data).toEqual(first.data);
  expect(other).toMatchObject({ status: 200 });
  expect(other.data).not.toEqual(first.data);
});

test.for(['log', 'read'] as const)(
  'who is remembered costs no statement of its own: to %s asks by itself',
  async (way) => {
    const of = await atWork();

    const ran = await statements.during(of[way]);

    expect(ran).toHaveLength(1);
    expect(ran[0]!.query).toMatch(/\bsessions\b/u);
    expect(ran[0]!.query).toMatch(way === 'log' ? /INSERT INTO interactions/u : /\bcustomers\b/u);
  },
);

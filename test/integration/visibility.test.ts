import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { addMember, addTeam, type Member } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, createOrganization, logInteraction, run } from '../support/workload.ts';

/** A customer with everything by which it could be found. */
interface Known {
  readonly id: string;
  readonly interactionId: string;
  readonly email: string;
  readonly externalId: string;
}

let server: TestServer;
let owner: Member;
let organizationId: string;
const viewers: Record<string, Member> = {};
const seen: Record<string, Known> = {};
let hidden: Known;

beforeAll(async () => {
  server = await bootServer();
  const { workspace } = server;
  const [north, south] = [await addTeam(server, workspace.id), await addTeam(server, workspace.id)];
  owner = await addMember(server, workspace.id, { role: 'OWNER' });
  viewers.OWN = await addMember(server, workspace.id, { teamId: north, scope: 'OWN' });
  viewers.TEAM = await addMember(server, workspace.id, { teamId: north, scope: 'TEAM' });
  const colleague = await addMember(server, workspace.id, { teamId: south });
  organizationId = await createOrganization(owner, { name: 'Deniz Kargo' });
  seen.OWN = await known('Ada', viewers.OWN);
  seen.TEAM = await known('Bo', await addMember(server, workspace.id, { teamId: north }));
  hidden = await known('Cem', colleague);
});
afterAll(() => server.stop());

async function known(name: string, ofMember: Member): Promise<Known> {
  const [email, externalId] = [`${name}@kargo.example`.toLowerCase(), `erp-${name}`];
  const id = await createCustomer(owner, {
    name: `${name} Kargo`,
    organizationId,
    email,
    externalId,
    ownerId: ofMember.id,
  });
  const interactionId = await logInteraction(owner, {
    customerId: id,
    externalId: `call-${name}`,
    agentId: ofMember.id,
  });
  return { id, interactionId, email, externalId };
}

async function ask(as: Member, query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await server.graphql(query, variables, as.token);
  return JSON.stringify({
    data,
    errors: errors?.map(({ message, extensions }) => [message, extensions.code]),
  });
}

const absent = (type: string) => globalId(type, newId());

const lists = `query ($id: ID!, $org: ID!, $s: String) {
  all: customers(first: 100, search: $s) { totalCount nodes { id } edges { node { id } } }
  by: customers(filter: { id: { eq: $id } }) { totalCount nodes { id } }
  interactions(first: 100) { totalCount nodes { id } }
  of: interactions(filter: { customerId: { eq: $id } }) { totalCount nodes { id } }
  organization(by: { id: $org }) {
    customers(first: 100) { totalCount nodes { id interactions { totalCount nodes { id } } } }
    interactions(first: 100) { totalCount nodes { id customer { id } } }
  }
  events(first: 100) { items { subjectId subject { id } customer { id } } }
}`;

describe.each(['OWN', 'TEAM'])('who sees the customers of its scope, %s,', (scope) => {
  const viewer = () => viewers[scope]!;

  test('finds those, and what belongs to them, on every path', async () => {
    const { id, interactionId, email, externalId } = seen[scope]!;

    const found = await ask(viewer(), lists, { id, org: organizationId, s: 'kargo' });
    expect(found.split(id).length).toBeGreaterThan(7);
    expect(found.split(interactionId).length).toBeGreaterThan(5);
    for (const by of [{ id }, { email }, { externalId }]) {
      const one = `query ($by: CustomerBy!) { customer(by: $by) { id interactions { totalCount } } }`;
      expect(await ask(viewer(), one, { by })).toBe(
        JSON.stringify({ data: { customer: { id, interactions: { totalCount: 1 } } } }),
      );
    }
  });

  test('learns of no other on any path, by no count either', async () => {
    for (const s of [null, 'kargo', 'Cem', hidden.email, hidden.externalId]) {
      const found = await ask(viewer(), lists, { id: hidden.id, org: organizationId, s });

      expect(found).toContain('totalCount');
      expect(found).not.toContain(hidden.id);
      expect(found).not.toContain(hidden.interactionId);
    }
    const counts = await ask(viewer(), '{ customers { totalCount } interactions { totalCount } }');
    const own = scope === 'OWN' ? 1 : 2;
    expect(counts).toBe(
      JSON.stringify({
        data: { customers: { totalCount: own }, interactions: { totalCount: own } },
      }),
    );
  });

  test.for([
    ['node', 'query ($v: ID!) { node(id: $v) { id } }', 'id'],
    ['nodes', 'query ($v: ID!) { nodes(ids: [$v]) { id } }', 'id'],
    ['an interaction’s node', 'query ($v: ID!) { node(id: $v) { id } }', 'interactionId'],
    ['a lookup by id', 'query ($v: ID!) { customer(by: { id: $v }) { id } }', 'id'],
    ['by address', 'query ($v: String!) { customer(by: { email: $v }) { id } }', 'email'],
    [
      'by external id',
      'query ($v: String!) { customer(by: { externalId: $v }) { id } }',
      'externalId',
    ],
  ] as const)('is answered by %s as for one that does not exist', async ([, query, key]) => {
    const nothing = { id: absent('Customer'), interactionId: absent('Interaction') };
    const none = { ...nothing, email: 'nobody@kargo.example', externalId: 'erp-none' };

    expect(await ask(viewer(), query, { v: hidden[key] })).toBe(
      await ask(viewer(), query, { v: none[key] }),
    );
  });

  test.for([
    ['updateCustomer', 'Customer', { jobTitle: 'Spy' }],
    ['updateCustomer', 'Customer', { seenVersion: 999, jobTitle: 'Spy' }],
    ['archiveCustomer', 'Customer', { seenVersion: 999 }],
    ['restoreCustomer', 'Customer', {}],
    ['correctInteraction', 'Interaction', { seenVersion: 999, subject: 'Spy' }],
    ['deleteInteraction', 'Interaction', { seenVersion: 999 }],
    ['logInteraction', 'customerId', { channel: 'CALL' }],
    ['logInteractions', 'customerId', { channel: 'CALL' }],
  ] as const)('cannot %s another’s, %s %j', async ([mutation, type, input]) => {
    const name = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const result = '{ __typename ... on Problem { code message path } }';
    const query = `mutation ($input: ${name}!) { ${mutation}(input: $input) ${mutation === 'logInteractions' ? `{ results ${result} }` : result} }`;
    const give = (id: string) => {
      const row = { [type === 'customerId' ? 'customerId' : 'id']: id, ...input };
      return ask(viewer(), query, {
        input: mutation === 'logInteractions' ? { interactions: [row] } : row,
      });
    };
    const [its, none] =
      type === 'Interaction'
        ? [hidden.interactionId, absent('Interaction')]
        : [hidden.id, absent('Customer')];

    const answer = await give(its);

    expect(answer).toContain('NOT_FOUND');
    expect(answer).toBe(await give(none));
  });

  test('is told that an address or an external id is taken, and not by whom', async () => {
    const query = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) {
      __typename ... on EmailTaken { customer { id } } ... on ExternalIdTaken { existing { id } } } }`;
    const taken = (input: object) => ask(viewer(), query, { input: { name: 'New', ...input } });

    expect(await taken({ email: hidden.email })).toBe(
      '{"data":{"createCustomer":{"__typename":"EmailTaken","customer":null}}}',
    );
    expect(await taken({ externalId: hidden.externalId })).toBe(
      '{"data":{"createCustomer":{"__typename":"ExternalIdTaken","existing":null}}}',
    );
    expect(await taken({ email: seen[scope]!.email })).toContain(seen[scope]!.id);
    const upsert = `mutation ($input: UpsertCustomerInput!) { upsertCustomer(input: $input) {
      __typename ... on ExternalIdTaken { existing { id } } } }`;
    const input = { externalId: hidden.externalId, name: 'Mine now' };
    expect(await ask(viewer(), upsert, { input })).toBe(
      '{"data":{"upsertCustomer":{"__typename":"ExternalIdTaken","existing":null}}}',
    );
    const log = `mutation ($input: LogInteractionInput!) { logInteraction(input: $input) {
      __typename ... on ExternalIdTaken { existing { id } } } }`;
    const call = { customerId: seen[scope]!.id, channel: 'CALL', externalId: 'call-Cem' };
    expect(await ask(viewer(), log, { input: call })).toBe(
      '{"data":{"logInteraction":{"__typename":"ExternalIdTaken","existing":null}}}',
    );
  });

  test('keeps in sight what it makes, unless it says whose it is', async () => {
    const mine = await createCustomer(viewer(), { name: 'Mine' });
    expect(
      await ask(viewer(), 'query ($id: ID!) { node(id: $id) { id } }', { id: mine }),
    ).toContain(mine);
    await run(owner, 'updateCustomer', 'Customer', { id: mine, ownerId: owner.id });
    expect(await ask(viewer(), 'query ($id: ID!) { node(id: $id) { id } }', { id: mine })).toBe(
      '{"data":{"node":null}}',
    );
  });

  test('is answered with what it hands out of its own sight, once', async () => {
    const input = { name: 'Handed on', ownerId: owner.id, idempotencyKey: `hand-${scope}` };
    const query = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) {
      __typename ... on Customer { name owner { id } } } }`;

    expect(await ask(viewer(), query, { input })).toBe(
      `{"data":{"createCustomer":{"__typename":"Customer","name":"Handed on","owner":{"id":"${owner.id}"}}}}`,
    );
    expect(await ask(viewer(), query, { input })).toBe(
      '{"data":{"createCustomer":{"__typename":"NotFound"}}}',
    );
  });
});

describe('a customer stands in the team of its owner', () => {
  const team = `{ customer(by: { externalId: $id }) { team { id } } }`;

  test('whoever owns it, and in any team while nobody does', async () => {
    const { id: workspaceId } = server.workspace;
    const [east, west] = [await addTeam(server, workspaceId), await addTeam(server, workspaceId)];
    const [mia, jun] = [
      await addMember(server, workspaceId, { teamId: east }),
      await addMember(server, workspaceId, { teamId: west }),
    ];
    const id = await createCustomer(owner, {
      name: 'Lead',
      externalId: 'lead',
      teamId: globalId('Team', west),
    });
    const standsIn = async () => {
      const answer = await ask(owner, `query ($id: String!) ${team}`, { id: 'lead' });
      return [east, west].findIndex((key) => answer.includes(globalId('Team', key)));
    };
    const refusal = (input: object) =>
      run(owner, 'updateCustomer', 'Customer', { id, ...input }).then(
        () => 'done',
        (error: Error) => error.message,
      );

    expect(await standsIn()).toBe(1);
    expect(await refusal({ ownerId: mia.id, teamId: globalId('Team', west) })).toMatch(
      /team of its owner/,
    );
    expect(await refusal({ ownerId: mia.id })).toBe('done');
    expect(await standsIn()).toBe(0);
    expect(await refusal({ teamId: globalId('Team', west) })).toMatch(/team of its owner/);
    expect(await refusal({ teamId: null })).toMatch(/team of its owner/);
    expect(await refusal({ teamId: absent('Team') })).toMatch(/no such team/);
    expect(await refusal({ ownerId: jun.id, teamId: globalId('Team', west) })).toBe('done');
    expect(await standsIn()).toBe(1);
    expect(await refusal({ ownerId: null })).toBe('done');
    expect(await standsIn()).toBe(1);
    expect(await refusal({ teamId: null })).toBe('done');
    expect(await standsIn()).toBe(-1);
    const told = async () => {
      const { data } = await server.graphql<{ events: { items: { changedFields: string[] }[] } }>(
        'query ($id: ID!) { events(first: 100, filter: { customerIds: [$id], names: ["customer.updated"] }) { items { changedFields } } }',
        { id },
        owner.token,
      );
      return data.events.items.length < 4 ? undefined : data.events.items;
    };
    const items = (await waitUntil(told, 10_000)) ?? [];
    expect(items.map(({ changedFields }) => changedFields.toSorted())).toEqual([
      ['owner', 'team'],
      ['owner', 'team'],
      ['owner'],
      ['team'],
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldMask } from '../../server/src/kernel/field-mask.ts';
import { addMember, type Member, setMasks } from '../support/members.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, logInteraction, run } from '../support/workload.ts';

const EMAIL = 'secret.mailbox@hidden.example';
const PHONE = '+31201234567';
const masks: readonly FieldMask[] = [
  'customers.email',
  'customers.phone',
  'interactions.content',
  'interactions.participants',
];

let server: TestServer;
let owner: Member;
/** Sees everything but what is masked. */
let agent: Member;
let customerId: string;
let interactionId: string;

beforeAll(async () => {
  server = await bootServer();
  const { id } = server.workspace;
  owner = await addMember(server, id, { role: 'OWNER' });
  agent = await addMember(server, id);
  await setMasks(server, id, 'AGENT', masks);
  customerId = await createCustomer(owner, {
    name: 'Zoë Achterberg',
    email: EMAIL,
    otherEmails: ['further@hidden.example'],
    phone: PHONE,
    otherPhones: ['+31207654321'],
    externalId: 'erp-4711',
  });
  interactionId = await logInteraction(owner, {
    customerId,
    subject: 'Hidden subject',
    body: 'Hidden body',
    participants: [{ role: 'TO', name: 'Hidden Name', address: 'to@hidden.example' }],
  });
});
afterAll(() => server.stop());

async function ask(as: Member, query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await server.graphql(query, variables, as.token);
  return JSON.stringify(errors ? errors.map(({ extensions }) => extensions.code) : data);
}

const fields = `id email otherEmails phone otherPhones
  interactions { nodes { subject body participants { role name address } } }`;

describe('what is hidden from a role', () => {
  test.for([
    ['a node', 'query ($id: ID!) { node(id: $id) { ... on Customer { FIELDS } } }'],
    ['a look-up', 'query ($id: ID!) { customer(by: { id: $id }) { FIELDS } }'],
    ['a list', 'query ($id: ID!) { customers(filter: { id: { eq: $id } }) { nodes { FIELDS } } }'],
    [
      'a back-reference',
      'query ($id: ID!) { interactions(filter: { customerId: { eq: $id } }) { nodes { subject body participants { role name address } customer { FIELDS } } } }',
    ],
    [
      'events',
      'query ($id: ID!) { events(filter: { customerIds: [$id] }) { items { changedFields customer { FIELDS } subject { ... on Customer { FIELDS } ... on Interaction { subject body participants { role name address } } } } } }',
    ],
    [
      'a conflict',
      'mutation ($id: ID!) { updateCustomer(input: { id: $id, seenVersion: 99, jobTitle: "x" }) { ... on VersionConflict { current { ... on Customer { FIELDS } } } } }',
    ],
    [
      'an answer',
      'mutation ($id: ID!) { updateCustomer(input: { id: $id, jobTitle: "Buyer" }) { ... on Customer { FIELDS } } }',
    ],
  ] as const)('is null or empty by %s, and shown to others', async ([, query]) => {
    const document = query.replaceAll('FIELDS', fields);

    const seen = await ask(agent, document, { id: customerId });

    expect(seen).toContain('"otherEmails":[]');
    expect(seen).toContain('{"role":"TO","name":null,"address":null}');
    expect(seen.toLowerCase()).not.toContain('hidden');
    expect(seen).not.toContain('3120');
    const shown = await ask(owner, document, { id: customerId });
    for (const secret of [EMAIL, PHONE, 'Hidden subject', 'Hidden body', 'Hidden Name'])
      expect(shown).toContain(secret);
  });

  test.for([
    ['customer(by: { email: "secret.mailbox@hidden.example" }) { id }'],
    ['customer(by: { email: "nobody@hidden.example" }) { id }'],
    ['customers(filter: { phone: { eq: "+31201234567" } }) { totalCount }'],
    ['customers(filter: { not: { phone: { isNull: true } } }) { totalCount }'],
    ['customers(filter: { or: [{ and: [{ phone: { in: ["+1"] } }] }] }) { totalCount }'],
  ])('cannot be found by: %s', async ([field]) => {
    expect(await ask(agent, `{ ${field} }`)).toBe('["FORBIDDEN"]');
    expect(await ask(owner, `{ ${field} }`)).not.toContain('FORBIDDEN');
  });

  test('is not found by a search, and what is seen beside it still is', async () => {
    const found = async (as: Member, search: string) =>
      ask(
        as,
        'query ($s: String) { customers(search: $s) { totalCount nodes { id } edges { cursor } } }',
        {
          s: search,
        },
      );
    const isFound = async (as: Member, search: string) => {
      const answer = await found(as, search);
      expect(answer.includes(customerId)).toBe(!answer.includes('"totalCount":0'));
      return answer.includes(customerId);
    };
    for (const hidden of [EMAIL, 'secret', 'mailbox', 'further', 'hidden.example', PHONE, '3120']) {
      expect([hidden, await isFound(owner, hidden)]).toEqual([hidden, true]);
      expect([hidden, await isFound(agent, hidden)]).toEqual([hidden, false]);
    }
    for (const plain of ['zoe', 'achterbrg', 'Zoë Achterberg', 'erp-4711', 'zoe 4711']) {
      expect([plain, await isFound(owner, plain)]).toEqual([plain, true]);
      expect([plain, await isFound(agent, plain)]).toEqual([plain, true]);
    }
    expect(await isFound(agent, 'zoe secret')).toBe(false);
  });

  test('does not show by how well a search matches', async () => {
    const { id } = server.workspace;
    const twin = await createCustomer(owner, {
      name: 'Quirin Vogel',
      email: 'vogel@quirin.example',
    });
    const other = await createCustomer(owner, { name: 'Quirin Vogel' });
    const cursors = async (as: Member) => {
      const { data } = await server.graphql<{ customers: { edges: { node: { id: string } }[] } }>(
        '{ customers(search: "quirin vogel", orderBy: []) { edges { node { id } } } }',
        {},
        as.token,
      );
      return data.customers.edges.map(({ node }) => node.id);
    };
    const { database } = server.services;
    const asShown = await cursors(agent);
    await database.customer.updateMany({
      where: { workspaceId: id, name: 'Quirin Vogel' },
      data: { email: null },
    });

    expect(await cursors(agent)).toEqual(asShown);
    expect(asShown.toSorted()).toEqual([twin, other].toSorted());
  });

  test.for([
    ['createCustomer', 'Customer', { name: 'New', email: 'new@x.example' }],
    ['createCustomer', 'Customer', { name: 'New', otherPhones: ['+31201111111'] }],
    ['upsertCustomer', 'Customer', { externalId: 'erp-4711', email: null }],
    ['updateCustomer', 'Customer', { email: null }],
    ['updateCustomer', 'Customer', { otherEmails: [] }],
    ['updateCustomer', 'Customer', { phone: PHONE }],
    ['correctInteraction', 'Interaction', { subject: 'Guess' }],
    ['correctInteraction', 'Interaction', { body: null }],
    ['correctInteraction', 'Interaction', { participants: [] }],
    ['logInteraction', 'Interaction', { channel: 'CALL', subject: 'Mine' }],
    [
      'logInteraction',
      'Interaction',
      { channel: 'CALL', participants: [{ role: 'TO', name: 'x' }] },
    ],
  ] as const)('cannot be written: %s %j', async ([mutation, type, given]) => {
    const id = { updateCustomer: customerId, correctInteraction: interactionId }[
      mutation as string
    ];
    const input = {
      ...given,
      ...(id ? { id } : {}),
      ...(mutation === 'logInteraction' ? { customerId } : {}),
    };

    await expect(run(agent, mutation, type, input)).rejects.toThrow('may not see this');

    if (mutation !== 'logInteraction') return;
    const batch =
      'mutation ($input: LogInteractionsInput!) { logInteractions(input: $input) { results { __typename } } }';
    expect(
      await ask(agent, batch, {
        input: { interactions: [input, { channel: 'CALL', customerId }] },
      }),
    ).toBe(
      '{"logInteractions":{"results":[{"__typename":"Forbidden"},{"__typename":"Interaction"}]}}',
    );
  });

  test('may be left out, as a form leaves it, where something is new', async () => {
    const empty = { email: null, otherEmails: [], phone: null };
    const id = await createCustomer(agent, { name: 'Plain', ...empty });
    const said = { subject: null, body: null, participants: [] };
    expect(await logInteraction(agent, { customerId: id, ...said })).toBeTruthy();
  });

  test('is not named among the changed fields of an event', async () => {
    await run(owner, 'updateCustomer', 'Customer', {
      id: customerId,
      email: 'other@hidden.example',
      jobTitle: 'Chief',
    });
    await run(owner, 'correctInteraction', 'Interaction', {
      id: interactionId,
      body: 'Hidden too',
    });
    const query =
      'query ($id: ID!) { events(first: 100, filter: { customerIds: [$id] }) { items { changedFields } } }';

    expect(await ask(owner, query, { id: customerId })).toContain('["email","jobTitle"]');
    const seen = await ask(agent, query, { id: customerId });
    expect(seen).toContain('["jobTitle"]');
    expect(seen).not.toMatch(/email|body/);
  });
});

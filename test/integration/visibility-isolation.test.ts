import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { globalId, readGlobalId } from '../../server/src/graphql/global-id.ts';
import { newId } from '../../server/src/kernel/ids.ts';
import { type EntryPoint, entryPoints, typeOfEntry } from '../support/entry-points.ts';
import { addMember, type Member } from '../support/members.ts';
import { populate, type PopulatedWorkspace } from '../support/populated-workspace.ts';
import { openProber, type Prober } from '../support/probe.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { settleLog } from '../support/settle-log.ts';
import { createCustomer, logInteraction } from '../support/workload.ts';

/** What a scope can hide, and what takes an id of anything. */
const SCOPED = ['Customer', 'Interaction', undefined];

const entries = entryPoints(schema);
const named = (...kinds: EntryPoint['kind'][]) =>
  entries.filter(({ kind }) => kinds.includes(kind)).map((entry) => [entry.name, entry] as const);
// What the filter of an export finds is in its file, of which exports-visibility.test.ts speaks.
const byId = named('id').filter(
  ([, entry]) => SCOPED.includes(typeOfEntry(entry)) && entry.field.name !== 'exportStart',
);

let server: TestServer;
let colleagues: PopulatedWorkspace;
let owner: Member;
let scoped: Prober;
let rowsBefore: unknown;

beforeAll(async () => {
  server = await bootServer();
  const { id } = server.workspace;
  owner = await addMember(server, id, { role: 'OWNER' });
  colleagues = await populate(server, server.workspace, 'colleague');
  const agent = await addMember(server, id, { role: 'MANAGER', scope: 'OWN' });
  const { data } = await server.graphql<{ feedHead: string }>('{ feedHead }');
  const Customer = await createCustomer(agent, { name: 'Mine' });
  const Interaction = await logInteraction(owner, { customerId: Customer, agentId: agent.id });
  await settleLog(owner, data.feedHead);
  const ids: Record<string, string> = { ...colleagues.ids, Customer, Interaction };
  const own = Object.entries(ids).map(([type, text]) => [type, readGlobalId(text)!.id]);
  const as = { ...colleagues, token: agent.token, ids, keys: Object.fromEntries(own) };
  rowsBefore = await theirRows();
  scoped = openProber(server, as, data.feedHead);
});

afterAll(async () => {
  scoped.close();
  await server.stop();
});

test('the walk finds the entry points', () => {
  const names = byId.map(([name]) => name);

  expect(names).toContain('Query.node(id)');
  expect(names).toContain('Query.interactions(filter.not.customerId.in)');
  expect(names).toContain('Mutation.logInteractions(input.interactions.customerId)');
  expect(names).toContain('Subscription.interactionFeed(filter.customerIds)');
  expect(names.length).toBeGreaterThan(50);
});

test.for(byId)(
  '%s answers for a colleague’s customer as for one that does not exist',
  async ([, entry]) => {
    for (const type of ['Customer', 'Interaction']) {
      const forHidden = await scoped.ask(entry, colleagues.ids[type]!);

      expect(forHidden).toBe(await scoped.ask(entry, globalId(type, newId())));
      expect(forHidden).not.toContain('GRAPHQL_VALIDATION_FAILED');
    }
  },
);

test.for(named('naturalKey').filter(([, { field }]) => field.name === 'customer'))(
  '%s does so too',
  async ([, entry]) => {
    for (const key of [colleagues.email, colleagues.externalId]) {
      expect(await scoped.ask(entry, key)).toBe(await scoped.ask(entry, 'nobody has this'));
    }
  },
);

test('nothing of the colleague’s was changed by all this', async () => {
  expect(await theirRows()).toEqual(rowsBefore);
});

function theirRows() {
  const { database } = server.services;
  const customerId = colleagues.keys.Customer!;
  return Promise.all([
    database.customer.findUniqueOrThrow({ where: { id: customerId } }),
    database.interaction.findMany({ where: { customerId } }),
  ]);
}

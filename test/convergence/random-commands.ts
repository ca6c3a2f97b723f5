import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { TestServer } from '../support/server.ts';
import type { TestWorkspace } from '../support/workspace.ts';
import {
  type Caller,
  createCustomer,
  createOrganization,
  logInteraction,
  run,
} from '../support/workload.ts';

/** What there is to act on. */
export interface World {
  readonly userId: string;
  readonly organizations: readonly string[];
  readonly customers: readonly string[];
  /** Those that are not deleted. */
  readonly interactions: string[];
}

/** What somebody else does, as anybody would over the API. */
export type Command = (caller: Caller, world: World) => Promise<unknown>;

const CHANNELS = ['CALL', 'EMAIL', 'NOTE'] as const;
const DAY_MS = 86_400_000;

const channel = fc.constantFrom(...CHANNELS);
const direction = fc.constantFrom('INBOUND', 'OUTBOUND');
const daysAgo = fc.integer({ min: 1, max: 30 });
/** Chooses among what there is at that moment. */
const which = fc.nat(1000);
const text = fc.constantFrom('', 'About the order', 'Zurück', '¿Cuándo?');

const log = fc.record({ which, channel, direction, daysAgo, text }).map((given) =>
  named('log', given, async (caller, { customers, interactions }) => {
    const input = { customerId: pick(customers, given.which), ...contents(given) };
    interactions.push(await logInteraction(caller, input));
  }),
);

const correct = fc
  .record({ which, channel, direction, daysAgo, text, isOurs: fc.boolean() })
  .map((given) =>
    named('correct', given, async (caller, { interactions, userId }) => {
      if (interactions.length === 0) return;
      const agentId = given.isOurs ? userId : null;
      const input = { id: pick(interactions, given.which), agentId, ...contents(given) };
      await run(caller, 'correctInteraction', 'Interaction', input);
    }),
  );

const remove = fc.record({ which }).map((given) =>
  named('delete', given, async (caller, { interactions }) => {
    if (interactions.length === 0) return;
    const [id] = interactions.splice(given.which % interactions.length, 1);
    await run(caller, 'deleteInteraction', 'Customer', { id });
  }),
);

const change = fc
  .record({ which, text, where: which, isOurs: fc.boolean(), tags: fc.array(text) })
  .map((given) =>
    named('change', given, (caller, { customers, organizations, userId }) =>
      run(caller, 'updateCustomer', 'Customer', {
        id: pick(customers, given.which),
        jobTitle: given.text,
        tags: [...new Set(given.tags.filter((tag) => tag !== ''))],
        organizationId: pick([...organizations, null], given.where),
        ownerId: given.isOurs ? userId : null,
      }),
    ),
  );

const archive = fc.record({ which, isBack: fc.boolean() }).map((given) =>
  named('archive', given, (caller, { customers }) => {
    const mutation = given.isBack ? 'restoreCustomer' : 'archiveCustomer';
    return run(caller, mutation, 'Customer', { id: pick(customers, given.which) });
  }),
);

/** Any of the commands; about interactions most of all. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: log },
  { weight: 4, arbitrary: correct },
  { weight: 2, arbitrary: remove },
  { weight: 3, arbitrary: change },
  { weight: 1, arbitrary: archive },
);

/** A workspace of its own, with a few organisations, customers and interactions. */
export async function beginWorld(server: TestServer): Promise<{
  readonly workspace: TestWorkspace;
  readonly caller: Caller;
  readonly world: World;
}> {
  const workspace = await server.addWorkspace(randomUUID());
  const caller = { url: server.url, token: await workspace.token() };
  const { data } = await server.graphql<{ viewer: { user: { id: string } } }>(
    '{ viewer { user { id } } }',
    {},
    caller.token,
  );
  const organizations = [
    await createOrganization(caller, { name: 'North' }),
    await createOrganization(caller, { name: 'South' }),
  ];
  const customers: string[] = [];
  for (const name of ['Ann', 'Bob', 'Cleo']) {
    const organizationId = organizations[customers.length] ?? null;
    customers.push(await createCustomer(caller, { name, organizationId }));
  }
  const interactions: string[] = [];
  for (let day = 1; day <= 12; day++) {
    const customerId = pick(customers, day);
    const input = { customerId, channel: pick(CHANNELS, day), occurredAt: daysBefore(day * 2) };
    interactions.push(await logInteraction(caller, input));
  }
  const userId = data.viewer.user.id;
  return { workspace, caller, world: { userId, organizations, customers, interactions } };
}

function contents(given: { channel: string; direction: string; daysAgo: number; text: string }) {
  return {
    channel: given.channel,
    direction: given.direction,
    subject: given.text,
    occurredAt: daysBefore(given.daysAgo),
  };
}

function named(name: string, given: object, command: Command): Command {
  return Object.assign(command, { [fc.toStringMethod]: () => `${name} ${JSON.stringify(given)}` });
}

function pick<T>(all: readonly T[], number: number): T {
  return all[number % all.length]!;
}

/** Whole days, so that many things happen at the same time. */
function daysBefore(days: number): string {
  return new Date((Math.floor(Date.now() / DAY_MS) - days) * DAY_MS).toISOString();
}

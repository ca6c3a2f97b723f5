import fc from 'fast-check';
import { globalId } from '../../server/src/graphql/global-id.ts';
import { addMember, addTeam, type Member } from './members.ts';
import type { TestServer } from './server.ts';
import { createCustomer, createOrganization, logInteraction, run } from './workload.ts';

/** A workspace whose people see different customers. Everything is named by its global id. */
export interface ScopedWorld {
  readonly workspaceId: string;
  readonly owner: Member;
  readonly members: readonly Member[];
  readonly teams: readonly string[];
  readonly organizations: readonly string[];
  readonly customers: string[];
  readonly interactions: string[];
}

/** What the owner does: something that moves records, or changes what others may see. */
export type Deed = (world: ScopedWorld) => Promise<unknown>;

const SCOPES = ['TEAM', 'OWN', 'ALL'] as const;
const CHANNELS = ['CALL', 'EMAIL', 'NOTE'] as const;
const MASKS = [[], ['CUSTOMERS_EMAIL'], ['INTERACTIONS_CONTENT', 'CUSTOMERS_PHONE']];

/** Chooses among what there is at that moment. */
const which = fc.nat(1000);

const deeds: Record<string, (world: ScopedWorld, a: number, b: number) => Promise<unknown>> = {
  create: async (world, a, b) => {
    const place =
      a % 2 ? { ownerId: pick(world.members, b).id } : { teamId: pick([...world.teams, null], b) };
    const input = {
      name: 'New',
      email: `no${world.customers.length}@kargo.example`,
      phone: '+31201234567',
      organizationId: pick([...world.organizations, null], a),
      ...place,
    };
    world.customers.push(await createCustomer(world.owner, input));
  },
  own: ({ owner, customers, members }, a, b) => {
    const ownerId = pick([...members.map(({ id }) => id), null], b);
    return run(owner, 'updateCustomer', 'Customer', { id: pick(customers, a), ownerId });
  },
  pool: ({ owner, customers, teams }, a, b) =>
    run(owner, 'updateCustomer', 'Customer', {
      id: pick(customers, a),
      ownerId: null,
      teamId: pick([...teams, null], b),
    }),
  belong: ({ owner, customers, organizations }, a, b) => {
    const organizationId = pick([...organizations, null], b);
    return run(owner, 'updateCustomer', 'Customer', { id: pick(customers, a), organizationId });
  },
  rename: ({ owner, customers }, a, b) =>
    run(owner, 'updateCustomer', 'Customer', { id: pick(customers, a), jobTitle: `No. ${b}` }),
  log: async (world, a, b) => {
    const input = {
      customerId: pick(world.customers, a),
      channel: pick(CHANNELS, b),
      subject: `No. ${a}`,
      body: 'x',
    };
    world.interactions.push(await logInteraction(world.owner, input));
  },
  correct: async ({ owner, interactions }, a, b) => {
    if (interactions.length === 0) return;
    const input = { id: pick(interactions, a), channel: pick(CHANNELS, b) };
    await run(owner, 'correctInteraction', 'Interaction', input);
  },
  delete: async ({ owner, interactions }, a) => {
    if (interactions.length === 0) return;
    const [id] = interactions.splice(a % interactions.length, 1);
    await run(owner, 'deleteInteraction', 'Customer', { id });
  },
  archive: ({ owner, customers }, a, b) =>
    run(owner, b % 2 ? 'archiveCustomer' : 'restoreCustomer', 'Customer', {
      id: pick(customers, a),
    }),
  call: ({ owner, teams }, a, b) =>
    run(owner, 'renameTeam', 'Team', { id: pick(teams, a), name: `Team ${a} ${b}` }),
  move: ({ owner, members, teams }, a, b) =>
    run(owner, 'moveUser', 'User', { id: pick(members, a).id, teamId: pick([...teams, null], b) }),
  scope: ({ owner, members }, a, b) =>
    run(owner, 'changeCustomerScope', 'User', {
      id: pick(members, a).id,
      customerScope: pick([...SCOPES, null], b),
    }),
  role: ({ owner, members }, a, b) =>
    run(owner, 'changeRole', 'User', {
      id: pick(members, a).id,
      role: pick(['AGENT', 'VIEWER', 'MANAGER'], b),
    }),
  policy: ({ owner }, a, b) =>
    run(owner, 'changeRolePolicy', 'Workspace', {
      role: pick(['AGENT', 'VIEWER'], a),
      customerScope: pick(SCOPES, b),
      masks: pick(MASKS, a + b),
    }),
};

const WEIGHTS: Record<string, number> = {
  own: 5,
  pool: 3,
  log: 4,
  correct: 2,
  delete: 2,
  move: 2,
  policy: 1,
};

/** Those after which others may see something else than before. */
const ACCESS = ['move', 'scope', 'role', 'policy'];

const among = (names: readonly string[]): fc.Arbitrary<Deed> =>
  fc.oneof(
    ...names.map((name) => ({
      weight: WEIGHTS[name] ?? 1,
      arbitrary: fc.tuple(which, which).map(([a, b]): Deed =>
        Object.assign((world: ScopedWorld) => deeds[name]!(world, a, b), {
          [fc.toStringMethod]: () => `${name} ${a} ${b}`,
        }),
      ),
    })),
  );

/** Any deed; handing customers around most of all. */
export const deed = among(Object.keys(deeds));

/** Any that leaves alone what others may see. */
export const recordDeed = among(Object.keys(deeds).filter((name) => !ACCESS.includes(name)));

/** A workspace of its own: two teams, four members, five customers and some interactions. */
export async function beginScopedWorld(server: TestServer): Promise<ScopedWorld> {
  const { id: workspaceId } = await server.addWorkspace(`scoped-${Math.random()}`);
  const teams = [await addTeam(server, workspaceId), await addTeam(server, workspaceId)];
  const owner = await addMember(server, workspaceId, { role: 'OWNER' });
  const members = [
    await addMember(server, workspaceId, { teamId: teams[0]!, scope: 'TEAM' }),
    await addMember(server, workspaceId, { teamId: teams[0]!, scope: 'OWN' }),
    await addMember(server, workspaceId, { teamId: teams[1]!, role: 'VIEWER', scope: 'TEAM' }),
    await addMember(server, workspaceId, { teamId: teams[1]! }),
  ];
  const organizations = [
    await createOrganization(owner, { name: 'North' }),
    await createOrganization(owner, { name: 'South' }),
  ];
  const world: ScopedWorld = {
    workspaceId,
    owner,
    members,
    organizations,
    customers: [],
    interactions: [],
    teams: teams.map((key) => globalId('Team', key)),
  };
  for (let n = 0; n < 5; n++) await deeds.create!(world, n, n);
  for (let n = 0; n < 8; n++) await deeds.log!(world, n, n);
  return world;
}

function pick<T>(all: readonly T[], number: number): T {
  return all[number % all.length]!;
}

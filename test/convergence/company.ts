import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { globalId } from '../../server/src/graphql/global-id.ts';
import type { SubjectType } from '../../server/src/kernel/event.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import type { TestServer } from '../support/server.ts';
import { type Caller, run } from '../support/workload.ts';
import { PASSWORD } from '../support/workspace.ts';
import { beginWorld } from './random-commands.ts';

/** One object of every type that an event can be about. */
export type Subjects = Readonly<Record<SubjectType, string>>;

/** Makes a workspace with one of each, and answers who may change them all. */
export async function beginCompany(
  server: TestServer,
): Promise<{ readonly caller: Caller; readonly subjects: Subjects }> {
  const { workspace, caller, world } = await beginWorld(server);
  const member = { email: `${randomUUID()}@company.example`, name: 'Deniz', role: 'AGENT' };
  const User = await run(caller, 'createUser', 'User', { ...member, password: PASSWORD });
  const invited = await graphqlRequest<{ result: { invitation: { id: string } } }>(
    caller.url,
    `mutation ($input: InviteUserInput!) {
      result: inviteUser(input: $input) { ... on IssuedInvitation { invitation { id } } }
    }`,
    { input: { email: `${randomUUID()}@company.example`, role: 'AGENT' } },
    caller.token,
  );
  // Another session of the caller's, so that its end leaves the reader its own.
  await workspace.token();
  const session = await server.services.database.session.findFirstOrThrow({
    where: { workspaceId: workspace.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return {
    caller,
    subjects: {
      Customer: world.customers[0]!,
      Organization: world.organizations[0]!,
      Interaction: world.interactions[0]!,
      SavedFeed: await run(caller, 'saveFeed', 'SavedFeed', { name: 'Calls' }),
      Export: await run(caller, 'exportStart', 'Export', {
        connection: { teams: {} },
        format: 'CSV',
      }),
      Invitation: invited.data.result.invitation.id,
      Team: await run(caller, 'createTeam', 'Team', { name: 'South' }),
      User,
      UserSession: globalId('UserSession', session.id),
      Workspace: globalId('Workspace', workspace.id),
    },
  };
}

type Act = readonly [type: SubjectType, mutation: string, fields: object];

const name = fc.constantFrom('Ada', 'Zoë', 'İpek', 'Nord & Süd');
const scope = fc.constantFrom('ALL', 'TEAM', 'OWN', null);
const act = (type: SubjectType, mutation: string, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields).map((given): Act => [type, mutation, given]);

const acts: fc.Arbitrary<Act> = fc.oneof(
  act('Customer', 'updateCustomer', { jobTitle: name }),
  act('Customer', 'archiveCustomer', {}),
  act('Customer', 'restoreCustomer', {}),
  act('Interaction', 'correctInteraction', { subject: name }),
  act('Organization', 'updateOrganization', { name, industry: name, size: fc.nat(500) }),
  act('Organization', 'archiveOrganization', {}),
  act('Organization', 'restoreOrganization', {}),
  act('Team', 'renameTeam', { name }),
  act('Team', 'archiveTeam', {}),
  act('Team', 'restoreTeam', {}),
  act('User', 'changeRole', { role: fc.constantFrom('AGENT', 'MANAGER', 'VIEWER') }),
  act('User', 'moveUser', { isIn: fc.boolean() }),
  act('User', 'changeCustomerScope', { customerScope: scope }),
  act('User', 'suspendUser', {}),
  act('User', 'restoreUser', {}),
  act('Invitation', 'revokeInvitation', {}),
  act('UserSession', 'endSession', {}),
  act('Workspace', 'changeRolePolicy', {
    role: fc.constantFrom('AGENT', 'VIEWER'),
    customerScope: fc.constantFrom('ALL', 'TEAM', 'OWN'),
  }),
);

/** What somebody does to the company, as anybody would over the API. Refused where it cannot be done just now. */
type Deed = (caller: Caller, subjects: Subjects) => Promise<void>;

function deedOf(given: Act): Deed {
  const [type, mutation, { isIn, ...fields }] = given as [SubjectType, string, { isIn?: boolean }];
  const does: Deed = async (caller, subjects) => {
    const input = {
      ...fields,
      ...(isIn === undefined ? {} : { teamId: isIn ? subjects.Team : null }),
      ...namedBy(type, subjects[type]),
    };
    await run(caller, mutation, type, input).catch((error: Error) => {
      if (!REFUSALS.test(error.message)) throw error;
    });
  };
  return Object.assign(does, { [fc.toStringMethod]: () => JSON.stringify(given) });
}

export const deed = acts.map(deedOf);

/** A change of one of each type, so that none is left out by chance. */
export const oneOfEach = (
  [
    ['Customer', 'updateCustomer', { jobTitle: 'Owner' }],
    ['Interaction', 'correctInteraction', { subject: 'Put right' }],
    ['Organization', 'updateOrganization', { industry: 'Coffee' }],
    ['Team', 'renameTeam', { name: 'East' }],
    ['User', 'changeRole', { role: 'MANAGER' }],
    ['Invitation', 'revokeInvitation', {}],
    ['UserSession', 'endSession', {}],
    ['Workspace', 'changeRolePolicy', { role: 'VIEWER', customerScope: 'OWN' }],
  ] satisfies Act[]
).map(deedOf);

/** What a rule forbids in the state that things are in; anything else is a fault of the test's own. */
const REFUSALS = /archived|suspended|empty|still|members|taken|already|no such|no longer|open/iu;

function namedBy(type: SubjectType, id: string): object {
  if (type === 'Workspace') return {};
  return type === 'UserSession' ? { sessionId: id } : { id };
}

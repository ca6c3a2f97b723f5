import { keyOf, optionalKeyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, seenVersionDescription } from '../../graphql/mutation.ts';
import { ExternalIdTaken, VersionConflict } from '../../kernel/problem.ts';
import { archiveCustomer } from './archive-customer.ts';
import { createCustomer } from './create-customer.ts';
import { LifecycleStage } from './lifecycle-stage.type.ts';
import { EmailTaken } from './problems.ts';
import { restoreCustomer } from './restore-customer.ts';
import { updateCustomer } from './update-customer.ts';
import { upsertCustomer } from './upsert-customer.ts';

type Fields = Parameters<Parameters<typeof mutationInput>[2]>[0];

const profile = (t: Fields) => ({
  givenName: t.string({ description: 'At most 100 characters.' }),
  familyName: t.string({ description: 'At most 100 characters.' }),
  email: t.string({ description: 'The main address. No other unarchived customer may have it.' }),
  otherEmails: t.stringList({ description: 'Further addresses, at most 20. Replaces the list.' }),
  phone: t.string({
    description: 'The main number, with its country: `+31 20 123 4567`. Stored as E.164.',
  }),
  otherPhones: t.stringList({ description: 'Further numbers, at most 20. Replaces the list.' }),
  lifecycleStage: t.field({
    type: LifecycleStage,
    description: 'How far the person has come. `LEAD` for a new customer.',
  }),
  ownerId: t.id({ description: 'The user who looks after the person.' }),
  teamId: t.id({
    description:
      'The team that sees to the person, where nobody owns them. With an owner it is the owner’s team: any other is refused.',
  }),
  organizationId: t.id({ description: 'Where the person belongs.' }),
  jobTitle: t.string({ description: 'At most 200 characters.' }),
  timeZone: t.string({ description: 'IANA name, such as `Europe/Istanbul`.' }),
  locale: t.string({ description: 'BCP 47 tag, such as `nl-NL`.' }),
  tags: t.stringList({ description: 'At most 50, of at most 50 characters. Replaces the list.' }),
});

const nameField = 'As the person is called, 1–200 characters.';
const externalIdField = 'The id in your own system, 1–200 characters; unique in the workspace.';
/** Global ids become keys, and an absent key stays absent. */
function decoded<
  Input extends {
    ownerId?: string | null | undefined;
    teamId?: string | null | undefined;
    organizationId?: string | null | undefined;
    idempotencyKey?: string | null | undefined;
  },
>(input: Input) {
  return {
    ...input,
    ownerId: optionalKeyOf('User', input.ownerId),
    teamId: optionalKeyOf('Team', input.teamId),
    organizationId: optionalKeyOf('Organization', input.organizationId),
    idempotencyKey: input.idempotencyKey ?? undefined,
  };
}

commandMutation({
  name: 'createCustomer',
  description: 'Takes a person into the record. Emits `customer.created`.',
  input: mutationInput('CreateCustomerInput', 'A person who is new to the record.', (t) => ({
    name: t.string({ required: true, description: nameField }),
    ...profile(t),
    externalId: t.string({ description: externalIdField }),
  })),
  success: 'Customer',
  problems: [EmailTaken, ExternalIdTaken],
  run: (ctx, input) => createCustomer(ctx, decoded(input)),
});

commandMutation({
  name: 'updateCustomer',
  description:
    'Changes the fields that are given; null clears one. Emits `customer.updated`, unless nothing differs.',
  input: mutationInput('UpdateCustomerInput', 'What to change of a customer.', (t) => ({
    id: t.id({ required: true, description: 'Which customer.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
    name: t.string({ description: nameField }),
    ...profile(t),
    externalId: t.string({ description: externalIdField }),
  })),
  success: 'Customer',
  problems: [EmailTaken, ExternalIdTaken, VersionConflict],
  run: (ctx, input) => updateCustomer(ctx, { ...decoded(input), id: keyOf('Customer', input.id) }),
});

commandMutation({
  name: 'upsertCustomer',
  description:
    'Changes the customer with this external id, or makes one, which then needs a `name`. Emits `customer.created` or `customer.updated`, unless nothing differs.',
  input: mutationInput(
    'UpsertCustomerInput',
    'What is known of a person in your own system.',
    (t) => ({
      externalId: t.string({ required: true, description: externalIdField }),
      name: t.string({ description: nameField }),
      ...profile(t),
    }),
  ),
  success: 'Customer',
  problems: [EmailTaken, ExternalIdTaken],
  run: (ctx, input) => upsertCustomer(ctx, decoded(input)),
});

for (const [name, run, description] of [
  [
    'archiveCustomer',
    archiveCustomer,
    'Puts a customer away: out of lists, searches and the e-mail rule. The history stays. Emits `customer.archived`.',
  ],
  [
    'restoreCustomer',
    restoreCustomer,
    'Brings an archived customer back. Emits `customer.restored`.',
  ],
] as const) {
  commandMutation({
    name,
    description,
    input: mutationInput(
      `${name[0]!.toUpperCase()}${name.slice(1)}Input`,
      'Which customer.',
      (t) => ({
        id: t.id({ required: true, description: 'Which customer.' }),
        seenVersion: t.int({ description: seenVersionDescription }),
      }),
    ),
    success: 'Customer',
    problems: [EmailTaken, VersionConflict],
    run: (ctx, { id, seenVersion, idempotencyKey }) =>
      run(ctx, {
        id: keyOf('Customer', id),
        seenVersion,
        idempotencyKey: idempotencyKey ?? undefined,
      }),
  });
}

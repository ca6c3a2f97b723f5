import { keyOf, optionalKeyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, seenVersionDescription } from '../../graphql/mutation.ts';
import { ExternalIdTaken, VersionConflict } from '../../kernel/problem.ts';
import { archiveOrganization, restoreOrganization } from './archive-organization.ts';
import { createOrganization } from './create-organization.ts';
import { OrganizationCycle } from './problems.ts';
import { updateOrganization } from './update-organization.ts';
import { upsertOrganization } from './upsert-organization.ts';

type Fields = Parameters<Parameters<typeof mutationInput>[2]>[0];

const profile = (t: Fields) => ({
  domain: t.string({ description: 'Its web domain, such as `example.com`.' }),
  industry: t.string({ description: 'What it does, at most 100 characters.' }),
  size: t.int({ description: 'How many people work there.' }),
  country: t.string({ description: 'ISO 3166-1 alpha-2, such as `NL`.' }),
  parentId: t.id({ description: 'The organisation it is a part of.' }),
  tags: t.stringList({ description: 'At most 50, of at most 50 characters. Replaces the list.' }),
});

const nameField = '1–200 characters.';
const externalIdField = 'The id in your own system, 1–200 characters; unique in the workspace.';
/** Global ids become keys, and an absent key stays absent. */
function decoded<
  Input extends {
    parentId?: string | null | undefined;
    idempotencyKey?: string | null | undefined;
  },
>(input: Input) {
  return {
    ...input,
    parentId: optionalKeyOf('Organization', input.parentId),
    idempotencyKey: input.idempotencyKey ?? undefined,
  };
}

commandMutation({
  name: 'createOrganization',
  description: 'Takes an organisation into the record. Emits `organization.created`.',
  input: mutationInput(
    'CreateOrganizationInput',
    'An organisation that is new to the record.',
    (t) => ({
      name: t.string({ required: true, description: nameField }),
      ...profile(t),
      externalId: t.string({ description: externalIdField }),
    }),
  ),
  success: 'Organization',
  problems: [ExternalIdTaken],
  run: (ctx, input) => createOrganization(ctx, decoded(input)),
});

commandMutation({
  name: 'updateOrganization',
  description:
    'Changes the fields that are given; null clears one. Emits `organization.updated`, unless nothing differs.',
  input: mutationInput('UpdateOrganizationInput', 'What to change of an organisation.', (t) => ({
    id: t.id({ required: true, description: 'Which organisation.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
    name: t.string({ description: nameField }),
    ...profile(t),
    externalId: t.string({ description: externalIdField }),
  })),
  success: 'Organization',
  problems: [ExternalIdTaken, OrganizationCycle, VersionConflict],
  run: (ctx, input) =>
    updateOrganization(ctx, { ...decoded(input), id: keyOf('Organization', input.id) }),
});

commandMutation({
  name: 'upsertOrganization',
  description:
    'Changes the organisation with this external id, or makes one, which then needs a `name`. Emits `organization.created` or `organization.updated`, unless nothing differs.',
  input: mutationInput(
    'UpsertOrganizationInput',
    'What is known of an organisation in your own system.',
    (t) => ({
      externalId: t.string({ required: true, description: externalIdField }),
      name: t.string({ description: nameField }),
      ...profile(t),
    }),
  ),
  success: 'Organization',
  problems: [ExternalIdTaken, OrganizationCycle],
  run: (ctx, input) => upsertOrganization(ctx, decoded(input)),
});

for (const [name, run, description] of [
  [
    'archiveOrganization',
    archiveOrganization,
    'Puts an organisation away: out of lists and searches. Its customers and history stay. Emits `organization.archived`.',
  ],
  [
    'restoreOrganization',
    restoreOrganization,
    'Brings an archived organisation back. Emits `organization.restored`.',
  ],
] as const) {
  commandMutation({
    name,
    description,
    input: mutationInput(
      `${name[0]!.toUpperCase()}${name.slice(1)}Input`,
      'Which organisation.',
      (t) => ({
        id: t.id({ required: true, description: 'Which organisation.' }),
        seenVersion: t.int({ description: seenVersionDescription }),
      }),
    ),
    success: 'Organization',
    problems: [VersionConflict],
    run: (ctx, { id, seenVersion, idempotencyKey }) =>
      run(ctx, {
        id: keyOf('Organization', id),
        seenVersion,
        idempotencyKey: idempotencyKey ?? undefined,
      }),
  });
}

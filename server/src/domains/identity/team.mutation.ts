import { keyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, seenVersionDescription } from '../../graphql/mutation.ts';
import { VersionConflict } from '../../kernel/problem.ts';
import { archiveTeam } from './archive-team.ts';
import { createTeam } from './create-team.ts';
import { TeamNameTaken, TeamNotEmpty } from './problems.ts';
import { renameTeam } from './rename-team.ts';
import { restoreTeam } from './restore-team.ts';

const nameDescription =
  'What it is called, 1–200 characters; unique among the teams that are not archived, whatever case and accents.';

/** The reference to a team with its key, as commands take it. */
const decoded = <Input extends { id: string | number; idempotencyKey?: string | null | undefined }>(
  input: Input,
) => ({
  ...input,
  id: keyOf('Team', String(input.id)),
  idempotencyKey: input.idempotencyKey ?? undefined,
});

commandMutation({
  name: 'createTeam',
  description: 'Begins a team. Needs `USERS_WRITE`. Emits `team.created`.',
  input: mutationInput('CreateTeamInput', 'A new team.', (t) => ({
    name: t.string({ required: true, description: nameDescription }),
  })),
  success: 'Team',
  problems: [TeamNameTaken],
  run: (ctx, { name, idempotencyKey }) =>
    createTeam(ctx, { name, idempotencyKey: idempotencyKey ?? undefined }),
});

commandMutation({
  name: 'renameTeam',
  description: 'Calls a team otherwise. Needs `USERS_WRITE`. Emits `team.renamed`.',
  input: mutationInput('RenameTeamInput', 'Which team, and its new name.', (t) => ({
    id: t.id({ required: true, description: 'Which team.' }),
    name: t.string({ required: true, description: nameDescription }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'Team',
  problems: [TeamNameTaken, VersionConflict],
  run: (ctx, input) => renameTeam(ctx, decoded(input)),
});

commandMutation({
  name: 'archiveTeam',
  description:
    'Puts a team away that nobody and nothing is in any more. Needs `USERS_WRITE`. Emits `team.archived`.',
  input: mutationInput('ArchiveTeamInput', 'Which team.', (t) => ({
    id: t.id({ required: true, description: 'Which team.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'Team',
  problems: [TeamNotEmpty, VersionConflict],
  run: (ctx, input) => archiveTeam(ctx, decoded(input)),
});

commandMutation({
  name: 'restoreTeam',
  description: 'Brings an archived team back. Needs `USERS_WRITE`. Emits `team.restored`.',
  input: mutationInput('RestoreTeamInput', 'Which team.', (t) => ({
    id: t.id({ required: true, description: 'Which team.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'Team',
  problems: [TeamNameTaken, VersionConflict],
  run: (ctx, input) => restoreTeam(ctx, decoded(input)),
});

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';
import { Notice } from '../../ui/notice.tsx';
import { refusalOf } from './refusal-of.ts';

const createTeamMutation = graphql(`
  mutation TeamFormCreate($input: CreateTeamInput!) {
    createTeam(input: $input) {
      __typename
      ... on Team {
        id
        name
        version
      }
      ... on Problem {
        message
      }
    }
  }
`);

const renameTeamMutation = graphql(`
  mutation TeamFormRename($input: RenameTeamInput!) {
    renameTeam(input: $input) {
      __typename
      ... on Team {
        id
        name
        version
      }
      ... on Problem {
        message
      }
    }
  }
`);

interface TeamFormProps {
  /** The team to rename. Absent: a new one. */
  team?: { readonly id: string; readonly name: string; readonly version: number };
  onDone: () => void;
}

/** Names a team: a new one, or one that there is. */
export function TeamForm({ team, onDone }: TeamFormProps) {
  const [{ fetching: isCreating }, createTeam] = useMutation(createTeamMutation);
  const [{ fetching: isRenaming }, renameTeam] = useMutation(renameTeamMutation);
  const keyFor = useSubmissionKey();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: team?.name ?? '' },
    validate: { name: (name) => (name.trim() === '' ? 'A team needs a name.' : null) },
  });

  async function handleSubmit({ name }: { name: string }) {
    setRefusal(null);
    const refused = team
      ? await renameTeam({ input: { id: team.id, name, seenVersion: team.version } }).then(
          ({ data, error }) => refusalOf(data?.renameTeam, error),
        )
      : await createTeam({ input: { name, idempotencyKey: keyFor({ name }) } }).then(
          ({ data, error }) => refusalOf(data?.createTeam, error),
        );
    if (refused) setRefusal(refused);
    else onDone();
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))} noValidate>
      <Stack>
        {refusal && <Notice>{refusal}</Notice>}
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={isCreating || isRenaming}>
            {team ? 'Rename' : 'Create'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

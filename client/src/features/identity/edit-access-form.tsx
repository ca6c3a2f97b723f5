import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { readFragment } from '../../graph/graphql.ts';
import { Notice } from '../../ui/notice.tsx';
import {
  choicesOf,
  type CustomerScope,
  type Role,
  roleWords,
  scopeWords,
  seesEverything,
} from './access-words.ts';
import { type PersonRef, personRowFragment } from './person-row.tsx';
import { useEditAccess } from './use-edit-access.ts';

const AS_ROLE = 'ROLE';

interface FormValues {
  role: Role;
  teamId: string | null;
  scope: CustomerScope | typeof AS_ROLE;
}

interface EditAccessFormProps {
  person: PersonRef;
  teams: readonly { readonly id: string; readonly name: string }[];
  /** Whether the viewer is an owner, and so may make owners. */
  mayMakeOwners: boolean;
  onDone: () => void;
}

/** Says what one person may do, in which team they are, and which customers they see. */
export function EditAccessForm({ person: ref, teams, mayMakeOwners, onDone }: EditAccessFormProps) {
  const person = readFragment(personRowFragment, ref);
  const { isSaving, save } = useEditAccess();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<FormValues>({
    initialValues: {
      role: person.role,
      teamId: person.team?.id ?? null,
      scope: person.customerScope ?? AS_ROLE,
    },
  });
  const isUnlimited = seesEverything(form.values.role);

  async function handleSubmit({ role, teamId, scope }: FormValues) {
    setRefusal(null);
    const customerScope = scope === AS_ROLE || seesEverything(role) ? null : scope;
    const refused = await save(person, { role, teamId, customerScope });
    if (refused) setRefusal(refused);
    else onDone();
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))}>
      <Stack>
        {refusal && <Notice>{refusal}</Notice>}
        <Select
          label="Role"
          data={choicesOf(roleWords).filter(
            ({ value }) => value !== 'OWNER' || mayMakeOwners || person.role === 'OWNER',
          )}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        <Select
          label="Team"
          placeholder="No team"
          description="The customers they own go along."
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          clearButtonProps={{ 'aria-label': 'No team' }}
          {...form.getInputProps('teamId')}
        />
        {isUnlimited ? (
          <Text size="sm" c="dimmed">
            Owners and admins always see every customer.
          </Text>
        ) : (
          <Select
            label="Sees"
            data={[{ value: AS_ROLE, label: 'What the role says' }, ...choicesOf(scopeWords)]}
            allowDeselect={false}
            {...form.getInputProps('scope')}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

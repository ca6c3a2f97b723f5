import { Button, CopyButton, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';
import { Notice } from '../../ui/notice.tsx';
import { choicesOf, type Role, roleWords } from './access-words.ts';
import { invitationListFragment } from './invitation-list.tsx';
import { refusalOf } from './refusal-of.ts';

const inviteUserMutation = graphql(
  `
    mutation InviteFormInvite($input: InviteUserInput!) {
      inviteUser(input: $input) {
        __typename
        ... on IssuedInvitation {
          secret
          invitation {
            id
            ...InvitationList
          }
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [invitationListFragment],
);

interface FormValues {
  email: string;
  role: Role;
  teamId: string | null;
}

interface InviteFormProps {
  teams: readonly { readonly id: string; readonly name: string }[];
  mayMakeOwners: boolean;
  onDone: () => void;
}

/** Invites somebody, and shows the link once: it is for the viewer to hand over. */
export function InviteForm({ teams, mayMakeOwners, onDone }: InviteFormProps) {
  const [{ fetching }, inviteUser] = useMutation(inviteUserMutation);
  const keyFor = useSubmissionKey();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const form = useForm<FormValues>({
    initialValues: { email: '', role: 'AGENT', teamId: null },
    validate: { email: (email) => (email.includes('@') ? null : 'Enter an e-mail address.') },
  });

  async function handleSubmit(values: FormValues) {
    setRefusal(null);
    const { data, error } = await inviteUser({
      input: { ...values, idempotencyKey: keyFor(values) },
    });
    const issued = data?.inviteUser;
    if (issued?.__typename === 'IssuedInvitation' && issued.secret)
      setLink(`${location.origin}/invitation/${issued.secret}`);
    else
      setRefusal(refusalOf(issued?.__typename === 'IssuedInvitation' ? undefined : issued, error));
  }

  if (link) return <InvitationLink email={form.values.email} link={link} onDone={onDone} />;
  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))} noValidate>
      <Stack>
        {refusal && <Notice>{refusal}</Notice>}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Select
          label="Role"
          data={choicesOf(roleWords).filter(({ value }) => value !== 'OWNER' || mayMakeOwners)}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        <Select
          label="Team"
          placeholder="No team"
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          clearButtonProps={{ 'aria-label': 'No team' }}
          {...form.getInputProps('teamId')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function InvitationLink(props: { email: string; link: string; onDone: () => void }) {
  return (
    <Stack>
      <Text size="sm">
        Send this link to {props.email}. It is shown only now, lasts 7 days, and lets one person in.
      </Text>
      <TextInput
        label="Link"
        value={props.link}
        readOnly
        onFocus={({ target }) => target.select()}
      />
      <Group justify="flex-end">
        <CopyButton value={props.link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy the link'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={props.onDone}>Done</Button>
      </Group>
    </Stack>
  );
}

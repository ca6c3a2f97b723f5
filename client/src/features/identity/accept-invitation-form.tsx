import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import type { AccessToken } from '../../graph/session-keeper.ts';
import { Notice } from '../../ui/notice.tsx';
import { refusalOf } from './refusal-of.ts';

const acceptInvitationMutation = graphql(`
  mutation AcceptInvitationFormAccept($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      __typename
      ... on Session {
        token
        expiresAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

interface AcceptInvitationFormProps {
  secret: string;
  onSignedIn: (token: AccessToken) => void;
}

/** Lets the invited choose name and password, and come in. */
export function AcceptInvitationForm({ secret, onSignedIn }: AcceptInvitationFormProps) {
  const [{ fetching }, accept] = useMutation(acceptInvitationMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter your name.' : null),
      password: (password) => (password.length < 8 ? 'Choose at least 8 characters.' : null),
    },
  });

  async function handleSubmit(values: typeof form.values) {
    setRefusal(null);
    const { data, error } = await accept({ input: { invitation: secret, ...values } });
    const result = data?.acceptInvitation;
    if (result?.__typename === 'Session') onSignedIn(result);
    else setRefusal(refusalOf(result, error));
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))} noValidate>
      <Stack>
        {refusal && <Notice>{refusal}</Notice>}
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
        <PasswordInput
          label="Password"
          description="The one you have, if you work in another workspace here already."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={fetching}>
          Join
        </Button>
      </Stack>
    </form>
  );
}

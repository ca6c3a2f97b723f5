import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import { randomKey } from '../../lib/random-key.ts';
import { Notice } from '../../ui/notice.tsx';

const MIN_LENGTH = 10;

const changePasswordMutation = graphql(`
  mutation ChangePasswordFormChange($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`);

const empty = { currentPassword: '', newPassword: '', repeated: '' };

/** Changes the viewer's own password. */
export function ChangePasswordForm() {
  const [{ fetching }, changePassword] = useMutation(changePasswordMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isDone, setIsDone] = useState(false);
  const form = useForm({
    initialValues: empty,
    validate: {
      currentPassword: (text) => (text === '' ? 'Enter your present password.' : null),
      newPassword: (text) =>
        text.length < MIN_LENGTH ? `Choose at least ${MIN_LENGTH} characters.` : null,
      repeated: (text, { newPassword }) =>
        text === newPassword ? null : 'The two are not the same.',
    },
  });

  async function handleSubmit({ currentPassword, newPassword }: typeof empty) {
    setRefusal(null);
    setIsDone(false);
    const { data } = await changePassword({
      input: { currentPassword, newPassword, idempotencyKey: randomKey() },
    });
    const result = data?.changePassword;
    if (!result) setRefusal('The password could not be changed. Try again.');
    else if ('message' in result) setRefusal(result.message);
    else {
      form.reset();
      setIsDone(true);
    }
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))}>
      <Stack maw={380}>
        {refusal && <Notice>{refusal}</Notice>}
        {isDone && (
          <Text component="output" size="sm">
            Your password is changed. Your other sessions and tokens have ended.
          </Text>
        )}
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label="New password"
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <PasswordInput
          label="New password again"
          autoComplete="new-password"
          {...form.getInputProps('repeated')}
        />
        <Button type="submit" loading={fetching} style={{ alignSelf: 'flex-start' }}>
          Change the password
        </Button>
      </Stack>
    </form>
  );
}

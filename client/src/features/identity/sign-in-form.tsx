import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import type { AccessToken } from '../../graph/session-keeper.ts';
import { Notice } from '../../ui/notice.tsx';

const signInMutation = graphql(`
  mutation SignInFormSignIn($input: SignInInput!) {
    signIn(input: $input) {
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

interface SignInFormProps {
  onSignedIn: (token: AccessToken) => void;
}

/** Signs in by e-mail and password. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const [{ fetching }, signIn] = useMutation(signInMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (email.trim() === '' ? 'Enter your e-mail address.' : null),
      password: (password) => (password === '' ? 'Enter your password.' : null),
    },
  });

  async function handleSubmit({ email, password }: typeof form.values) {
    setRefusal(null);
    const { data, error } = await signIn({ input: { email: email.trim(), password } });
    const result = data?.signIn;
    if (result?.__typename === 'Session') onSignedIn(result);
    else if (result) setRefusal(result.message);
    else {
      setRefusal(
        error?.networkError
          ? 'The server could not be reached. Check your connection and try again.'
          : (error?.graphQLErrors[0]?.message ?? 'Something went wrong. Try again.'),
      );
    }
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))} noValidate>
      <Stack>
        {refusal && <Notice>{refusal}</Notice>}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          ref={first}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={fetching}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

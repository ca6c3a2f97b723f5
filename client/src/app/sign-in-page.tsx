import '../ui/mantine-controls.css';
import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { SignInForm } from '../features/identity/sign-in-form.tsx';
import type { AccessToken } from '../graph/session-keeper.ts';
import { Wordmark } from '../ui/wordmark.tsx';

interface SignInPageProps {
  /** The session ended by itself: revoked, or not used for long. */
  isEnded: boolean;
  onSignedIn: (token: AccessToken) => void;
}

/** The way in. After it the address is still the one that was asked for. */
export function SignInPage({ isEnded, onSignedIn }: SignInPageProps) {
  useDocumentTitle('Sign in · Rapport');
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Stack gap={4} align="center">
          <Wordmark />
          <Title order={1} size="h3">
            Sign in
          </Title>
          <Text c="dimmed" size="sm" ta="center" role={isEnded ? 'status' : undefined}>
            {isEnded
              ? 'Your session has ended. Sign in to go on where you were.'
              : 'Customers and everything that happens with them, live.'}
          </Text>
        </Stack>
        <Paper withBorder p="lg" radius="lg">
          <SignInForm onSignedIn={onSignedIn} />
        </Paper>
      </Stack>
    </Center>
  );
}

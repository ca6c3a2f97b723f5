import '../ui/mantine-controls.css';
import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { AcceptInvitationForm } from '../features/identity/accept-invitation-form.tsx';
import type { AccessToken } from '../graph/session-keeper.ts';
import { Wordmark } from '../ui/wordmark.tsx';

interface InvitationPageProps {
  secret: string;
  onSignedIn: (token: AccessToken) => void;
}

/** Where the link of an invitation leads. */
export function InvitationPage({ secret, onSignedIn }: InvitationPageProps) {
  useDocumentTitle('Invitation · Rapport');
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Stack gap={4} align="center">
          <Wordmark />
          <Title order={1} size="h3">
            You are invited
          </Title>
          <Text c="dimmed" size="sm" ta="center">
            Choose a name and a password. You sign in with the e-mail address that was invited.
          </Text>
        </Stack>
        <Paper withBorder p="lg" radius="lg">
          <AcceptInvitationForm secret={secret} onSignedIn={onSignedIn} />
        </Paper>
      </Stack>
    </Center>
  );
}

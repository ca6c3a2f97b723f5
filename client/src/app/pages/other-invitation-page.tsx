import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { useSession } from '../session-context.ts';

const signOutMutation = graphql(`
  mutation OtherInvitationSignOut {
    signOut
  }
`);

/** The link of an invitation, opened by somebody who is signed in: it is for who is not. */
export function OtherInvitationPage() {
  const session = useSession();
  const [{ fetching }, signOut] = useMutation(signOutMutation);

  async function handleSignOut() {
    await signOut({});
    session.forget(false);
  }

  return (
    <BlankSlate
      isPage
      icon={IconUserPlus}
      title="You are signed in already"
      action={
        <Button loading={fetching} onClick={() => void handleSignOut()}>
          Sign out and open the invitation
        </Button>
      }
    >
      An invitation is opened by whoever was invited.
    </BlankSlate>
  );
}

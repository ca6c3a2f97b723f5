import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { enumWords } from '../../lib/enum-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { refusalOf } from './refusal-of.ts';
import classes from './settings-list.module.css';

export const invitationListFragment = graphql(`
  fragment InvitationList on Invitation {
    id
    email
    role
    createdAt
    expiresAt
    acceptedAt
    revokedAt
  }
`);

const revokeInvitationMutation = graphql(`
  mutation InvitationListRevoke($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      __typename
      ... on Invitation {
        id
        revokedAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

interface InvitationListProps {
  invitations: readonly FragmentOf<typeof invitationListFragment>[];
}

/** Who was invited and has not come yet, with a way to withdraw the invitation. */
export function InvitationList({ invitations: refs }: InvitationListProps) {
  const now = useNow();
  const [, revoke] = useMutation(revokeInvitationMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const open = readFragment(invitationListFragment, refs).filter(
    ({ acceptedAt, revokedAt }) => acceptedAt === null && revokedAt === null,
  );

  async function handleRevoke(id: string) {
    const { data, error } = await revoke({ input: { id } });
    setRefusal(refusalOf(data?.revokeInvitation, error));
  }

  return (
    <Stack gap="xs">
      {refusal && <Notice>{refusal}</Notice>}
      {open.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is invited at the moment.
        </Text>
      )}
      <ul className={classes['list']}>
        {open.map(({ id, email, role, createdAt, expiresAt }) => (
          <li key={id} className={classes['row']}>
            <div className={classes['about']}>
              <Text size="sm" fw={500} component="h3" className={classes['words'] ?? ''}>
                {email}
              </Text>
              <Text size="xs" c="dimmed">
                {enumWords(role)}, invited <RelativeTime at={createdAt} />
                {Date.parse(expiresAt) < now.getTime() && ', expired'}
              </Text>
            </div>
            <Button
              variant="default"
              size="xs"
              aria-label={`Withdraw the invitation of ${email}`}
              onClick={() => void handleRevoke(id)}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

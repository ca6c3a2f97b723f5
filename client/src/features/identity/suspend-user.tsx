import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql, readFragment } from '../../graph/graphql.ts';
import { Notice } from '../../ui/notice.tsx';
import { type PersonRef, personRowFragment } from './person-row.tsx';
import { refusalOf } from './refusal-of.ts';

const suspendUserMutation = graphql(
  `
    mutation SuspendUserSuspend($input: SuspendUserInput!) {
      suspendUser(input: $input) {
        __typename
        ... on User {
          id
          ...PersonRow
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [personRowFragment],
);

const restoreUserMutation = graphql(
  `
    mutation SuspendUserRestore($input: RestoreUserInput!) {
      restoreUser(input: $input) {
        __typename
        ... on User {
          id
          ...PersonRow
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [personRowFragment],
);

interface SuspendUserProps {
  person: PersonRef;
  onDone: () => void;
}

/** Asks whether somebody is to be shut out, or let in again, and does it. */
export function SuspendUser({ person: ref, onDone }: SuspendUserProps) {
  const { id, name, suspendedAt, version } = readFragment(personRowFragment, ref);
  const [{ fetching: isSuspending }, suspendUser] = useMutation(suspendUserMutation);
  const [{ fetching: isRestoring }, restoreUser] = useMutation(restoreUserMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  // As it was when it was asked: the row changes while the dialog closes.
  const [wasSuspended] = useState(suspendedAt !== null);

  async function handleConfirm() {
    setRefusal(null);
    const input = { id, seenVersion: version };
    const refused = wasSuspended
      ? await restoreUser({ input }).then(({ data, error }) => refusalOf(data?.restoreUser, error))
      : await suspendUser({ input }).then(({ data, error }) => refusalOf(data?.suspendUser, error));
    if (refused) setRefusal(refused);
    else onDone();
  }

  return (
    <Stack>
      {refusal && <Notice>{refusal}</Notice>}
      <Text size="sm">
        {wasSuspended
          ? `${name} can sign in again, with the role, team and customers of before. Tokens that ended stay ended.`
          : `${name} is signed out everywhere at once and cannot come in until restored. The customers they look after stay theirs.`}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone} data-autofocus>
          Cancel
        </Button>
        <Button
          {...(wasSuspended ? {} : { color: 'red.9' })}
          loading={isSuspending || isRestoring}
          onClick={() => void handleConfirm()}
        >
          {wasSuspended ? 'Restore' : 'Suspend'}
        </Button>
      </Group>
    </Stack>
  );
}

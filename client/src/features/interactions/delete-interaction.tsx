import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';
import { graphql } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';
import { Notice } from '../../ui/notice.tsx';
import { channels } from './channels.ts';
import type { CorrectableInteraction } from './interaction-corrections.ts';

const deleteInteractionMutation = graphql(`
  mutation DeleteInteractionDelete($input: DeleteInteractionInput!) {
    deleteInteraction(input: $input) {
      __typename
      ... on Customer {
        id
        lastInteractionAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

interface DeleteInteractionProps {
  interaction: CorrectableInteraction;
  onDone: () => void;
}

/** Asks whether an interaction is to go for good, and takes it out. */
export function DeleteInteraction({ interaction, onDone }: DeleteInteractionProps) {
  const [{ fetching }, deleteInteraction] = useMutation(deleteInteractionMutation);
  const keyFor = useSubmissionKey();
  const [failure, setFailure] = useState<string | null>(null);
  const { id, channel, subject } = interaction;

  async function handleDelete() {
    setFailure(null);
    const { data, error } = await deleteInteraction({
      input: { id, idempotencyKey: keyFor({ id }) },
    });
    const result = data?.deleteInteraction;
    if (result?.__typename === 'Customer') onDone();
    else setFailure(result?.message ?? describeFailure(error));
  }

  return (
    <Stack>
      {failure && <Notice>{failure}</Notice>}
      <Text size="sm">
        The {channels[channel].noun} {subject && <b>{subject}</b>} is taken out of the record for
        good, for everybody. This cannot be undone.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone} data-autofocus>
          Keep
        </Button>
        <Button color="red.9" loading={fetching} onClick={() => void handleDelete()}>
          Delete
        </Button>
      </Group>
    </Stack>
  );
}

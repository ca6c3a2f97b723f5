import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type FeedToKeep, useKeepFeed } from './use-keep-feed.ts';

interface KeepFeedFormProps {
  filter: NonNullable<FeedToKeep['filter']>;
  onKept: () => void;
  onCancel: () => void;
}

/** Gives the feed that is on the screen a name, so that it is counted while one is away. */
export function KeepFeedForm({ filter, onKept, onCancel }: KeepFeedFormProps) {
  const { isKeeping, keep } = useKeepFeed();
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<string | null>(null);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const problem = await keep({ name, filter });
    if (problem === null) onKept();
    else setFailure(problem);
  }

  return (
    <form onSubmit={(event) => void handleSubmit(event)} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          It will stand under “While away”, with what of it you have not read.
        </Text>
        <TextInput
          label="Name"
          required
          data-autofocus
          maxLength={100}
          value={name}
          error={failure}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={isKeeping}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

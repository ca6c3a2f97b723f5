import { Button, Group, Loader, Text } from '@mantine/core';
import { ChannelIcon } from './channel-icon.tsx';
import { channels } from './channels.ts';
import classes from './timeline-entry.module.css';
import type { Submission } from './use-log-interaction.ts';

interface SubmissionEntryProps {
  submission: Submission;
  onRetry: () => void;
  onDiscard: () => void;
}

/** An interaction that is not saved yet, and says so. */
export function SubmissionEntry({ submission, onRetry, onDiscard }: SubmissionEntryProps) {
  const { interaction, failure } = submission;
  return (
    <article className={classes['entry']} aria-busy={failure === null}>
      <ChannelIcon channel={interaction.channel} size={28} />
      <div className={classes['main']}>
        <Text size="sm" fw={500}>
          {interaction.subject ?? channels[interaction.channel].label}
        </Text>
        {failure === null ? (
          <Group gap={6} component="output">
            <Loader size={12} aria-hidden />
            <Text size="xs" c="dimmed">
              Saving
            </Text>
          </Group>
        ) : (
          <Group gap="xs" role="alert">
            <Text size="xs" c="var(--mantine-color-error)">
              {failure}
            </Text>
            <Button size="compact-xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={onDiscard}>
              Discard
            </Button>
          </Group>
        )}
      </div>
    </article>
  );
}

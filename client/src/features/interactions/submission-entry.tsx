import { Button, Group, Loader, Text } from '@mantine/core';
import { ChannelIcon } from './channel-icon.tsx';
import { channels } from './channels.ts';
import classes from './timeline-entry.module.css';
import { UnseenNotice } from './unseen-notice.tsx';
import type { Submission } from './use-log-interaction.ts';

interface SubmissionEntryProps {
  submission: Submission;
  onRetry: () => void;
  onSendAnyway: () => void;
  /** Absent while something else is being written. */
  onKeepEditing: (() => void) | undefined;
  onDiscard: () => void;
}

/** An interaction that is not saved yet, and says so. */
export function SubmissionEntry({
  submission,
  onRetry,
  onSendAnyway,
  onKeepEditing,
  onDiscard,
}: SubmissionEntryProps) {
  const { interaction, failure, heldBack } = submission;
  const isSaving = failure === null && heldBack === null;
  return (
    <article className={classes['entry']} aria-busy={isSaving}>
      <ChannelIcon channel={interaction.channel} size={28} />
      <div className={classes['main']}>
        <Text size="sm" fw={500}>
          {interaction.subject ?? channels[interaction.channel].label}
        </Text>
        {heldBack && (
          <UnseenNotice
            heldBack={heldBack}
            onSendAnyway={onSendAnyway}
            onKeepEditing={onKeepEditing}
          />
        )}
        {isSaving && (
          <Group gap={6} component="output">
            <Loader size={12} aria-hidden />
            <Text size="xs" c="dimmed">
              Saving
            </Text>
          </Group>
        )}
        {failure !== null && (
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

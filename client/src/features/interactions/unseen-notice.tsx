import { Button, Group, Text } from '@mantine/core';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { channels } from './channels.ts';
import type { HeldBack } from './use-log-interaction.ts';

interface UnseenNoticeProps {
  heldBack: HeldBack;
  onSendAnyway: () => void;
  /** Absent while something else is being written. */
  onKeepEditing: (() => void) | undefined;
}

/** What others logged while this was being written, and what to do about it. Nothing has been written. */
export function UnseenNotice({ heldBack, onSendAnyway, onKeepEditing }: UnseenNoticeProps) {
  const { items, totalCount, message } = heldBack;
  return (
    <div role="alert">
      <Text size="sm">{message}</Text>
      <ul aria-label="What came in between">
        {items.map((item) => (
          <li key={item.id}>
            <Text size="sm" fw={500} component="span">
              {item.subject ?? channels[item.channel].label}
            </Text>{' '}
            <Text size="xs" c="dimmed" component="span">
              {item.agent?.name ?? channels[item.channel].label},{' '}
              <RelativeTime at={item.occurredAt} />
            </Text>
            {item.body && (
              <Text size="xs" lineClamp={3}>
                {item.body}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {totalCount > items.length && (
        <Text size="xs">And {totalCount - items.length} more, in the timeline.</Text>
      )}
      <Group gap="xs" mt={6}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!onKeepEditing}
          onClick={onKeepEditing}
        >
          Keep editing
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onSendAnyway}>
          Send anyway
        </Button>
      </Group>
    </div>
  );
}

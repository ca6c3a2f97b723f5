import { Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import { correctableFragment } from './interaction-corrections.ts';
import type { InteractionTask } from './interaction-dialogs.tsx';
import { InteractionMeta, interactionMetaFragment } from './interaction-meta.tsx';
import classes from './timeline-entry.module.css';

export const timelineEntryFragment = graphql(
  `
    fragment TimelineEntry on Interaction {
      id
      channel
      subject
      body
      occurredAt
      customer {
        id
      }
      ...InteractionMeta
      ...CorrectableInteraction
    }
  `,
  [interactionMetaFragment, correctableFragment],
);

interface TimelineEntryProps {
  interaction: FragmentOf<typeof timelineEntryFragment>;
  isFresh: boolean;
  /** Absent when the viewer may not change interactions. */
  onTask: ((task: InteractionTask) => void) | undefined;
}

/** One interaction in a customer's timeline. */
export function TimelineEntry({ interaction: ref, isFresh, onTask }: TimelineEntryProps) {
  const interaction = readFragment(timelineEntryFragment, ref);
  return (
    <article className={classes['entry']} data-fresh={isFresh || undefined}>
      <ChannelIcon channel={interaction.channel} size={28} />
      <div className={classes['main']}>
        <div className={classes['heading']}>
          <Text component="h3" fw={500} size="sm" className={classes['subject']}>
            {interaction.subject ?? <span className={classes['untitled']}>No subject</span>}
          </Text>
          <span className={classes['time']}>
            <RelativeTime at={interaction.occurredAt} />
          </span>
        </div>
        {interaction.body && (
          <Text size="sm" className={classes['body']}>
            {interaction.body}
          </Text>
        )}
        <InteractionMeta interaction={interaction} />
      </div>
      {onTask && (
        <ActionMenu
          isPlain
          label={`More for ${interaction.subject ?? 'this entry'}`}
          actions={[
            {
              label: 'Correct',
              icon: IconPencil,
              onClick: () => onTask({ kind: 'correct', interaction }),
            },
            {
              label: 'Delete',
              icon: IconTrash,
              isDangerous: true,
              onClick: () => onTask({ kind: 'delete', interaction }),
            },
          ]}
        />
      )}
    </article>
  );
}

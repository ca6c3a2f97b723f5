import { UnstyledButton } from '@mantine/core';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import classes from './feed-tabs.module.css';
import { UnreadBadge } from './unread-badge.tsx';

export const feedTabFragment = graphql(`
  fragment FeedTab on SavedFeed {
    id
    name
    unreadCount
  }
`);

interface FeedTabsProps {
  feeds: readonly FragmentOf<typeof feedTabFragment>[];
  chosenId: string | undefined;
  onChoose: (id: string) => void;
}

/** Chooses one of the feeds that the viewer keeps; each says how much of it is unread. */
export function FeedTabs({ feeds, chosenId, onChoose }: FeedTabsProps) {
  return (
    <ul aria-label="Your feeds" className={classes['tabs']}>
      {feeds.map((ref) => {
        const { id, name, unreadCount } = readFragment(feedTabFragment, ref);
        return (
          <li key={id}>
            <UnstyledButton
              className={classes['tab'] ?? ''}
              aria-pressed={id === chosenId}
              onClick={() => onChoose(id)}
            >
              {name}
              <UnreadBadge count={unreadCount} />
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}

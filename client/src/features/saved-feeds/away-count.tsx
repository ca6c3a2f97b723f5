import { useQuery } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import classes from './away-count.module.css';
import { UnreadBadge } from './unread-badge.tsx';
import { useUnreadCounts } from './use-unread-counts.ts';

const awayCountQuery = graphql(`
  query AwayCount {
    viewer {
      savedFeeds {
        id
        isDefault
        unreadCount
      }
    }
  }
`);

/** How much happened while the viewer was away, live. Stands in the navigation. */
export function AwayCount() {
  useUnreadCounts();
  const [{ data }] = useQuery({ query: awayCountQuery });
  const everything = data?.viewer.savedFeeds.find(({ isDefault }) => isDefault);
  return (
    <span className={classes['count']}>
      <UnreadBadge count={everything?.unreadCount ?? 0} />
    </span>
  );
}

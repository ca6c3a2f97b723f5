import '../../ui/mantine-controls.css';
import { Button, Paper } from '@mantine/core';
import { IconChecks, IconCoffee, IconTrash } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { channels } from '../../features/interactions/channels.ts';
import { DigestRow, digestRowFragment } from '../../features/saved-feeds/digest-row.tsx';
import { FeedTabs, feedTabFragment } from '../../features/saved-feeds/feed-tabs.tsx';
import { useForgetFeed } from '../../features/saved-feeds/use-keep-feed.ts';
import { useMarkRead } from '../../features/saved-feeds/use-mark-read.ts';
import { graphql } from '../../graph/graphql.ts';
import { countWords } from '../../lib/count-words.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import classes from './away-page.module.css';

const ROW_PX = 72;
const SKELETONS = 6;
/** What comes in a burst is asked for once. */
const SETTLE_MS = 1_000;

const awayPageQuery = graphql(
  `
    query AwayPage {
      viewer {
        savedFeeds {
          id
          isDefault
          name
          unreadCount
          ...FeedTab
        }
      }
    }
  `,
  [feedTabFragment],
);

const awayFeedQuery = graphql(
  `
    query AwayFeed($id: ID!) {
      node(id: $id) {
        __typename
        ... on SavedFeed {
          id
          whileAway {
            through
            isComplete
            customerCount
            customers(first: 50) {
              ...DigestRow
            }
          }
        }
      }
    }
  `,
  [digestRowFragment],
);

const route = getRouteApi('/away');

/** What happened since the viewer last looked, by customer, most urgent first. */
export function AwayPage() {
  const { feed: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, error }, reload] = useQuery({
    query: awayPageQuery,
    requestPolicy: 'cache-and-network',
  });
  const feeds = data?.viewer.savedFeeds ?? [];
  const chosen = feeds.find(({ id }) => id === wanted) ?? feeds[0];
  const forget = useForgetFeed();

  async function handleForget(id: string) {
    if (await forget(id)) void navigate({ search: {}, replace: true });
  }

  if (error && !data) return <LoadFailure error={error} onRetry={reload} />;
  return (
    <section className={classes['page']}>
      <div className={classes['bar']}>
        <PageTitle>While you were away</PageTitle>
        {chosen && !chosen.isDefault && (
          <ActionMenu
            label={`More for ${chosen.name}`}
            actions={[
              {
                label: 'Keep it no longer',
                icon: IconTrash,
                isDangerous: true,
                onClick: () => void handleForget(chosen.id),
              },
            ]}
          />
        )}
      </div>
      {feeds.length > 1 && (
        <FeedTabs
          feeds={feeds}
          chosenId={chosen?.id}
          onChoose={(id) => void navigate({ search: { feed: id }, replace: true })}
        />
      )}
      {chosen ? (
        <Missed key={chosen.id} feedId={chosen.id} unreadCount={chosen.unreadCount} />
      ) : (
        <RowSkeletons count={SKELETONS} height={ROW_PX} />
      )}
    </section>
  );
}

/** One feed's unread stretch. It is told anew when the count of what is unread moves. */
function Missed({ feedId, unreadCount }: { feedId: string; unreadCount: number }) {
  const [{ data, error, stale }, reload] = useQuery({
    query: awayFeedQuery,
    variables: { id: feedId },
    requestPolicy: 'cache-and-network',
  });
  const { isMarking, refusal, markRead } = useMarkRead();
  useEffect(() => {
    const timer = setTimeout(() => reload({ requestPolicy: 'network-only' }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [reload, unreadCount]);

  const missed = data?.node?.__typename === 'SavedFeed' ? data.node.whileAway : undefined;
  if (error && !missed) return <LoadFailure error={error} onRetry={reload} />;
  if (!missed) return <RowSkeletons count={SKELETONS} height={ROW_PX} />;

  async function handleRead(through: string) {
    if (await markRead(feedId, through)) reload({ requestPolicy: 'network-only' });
  }

  const { customers, customerCount, through } = missed;
  return (
    <>
      {refusal && <Notice>{refusal}</Notice>}
      <div className={classes['summary']}>
        <span>
          {customerCount > customers.length
            ? `The ${customers.length} most urgent of ${customerCount} customers`
            : countWords(customerCount, 'customer', 'customers')}
        </span>
        {!missed.isComplete && <span>What is older than the log is kept is missing here.</span>}
        {unreadCount > 0 && (
          <Button
            className={classes['read'] ?? ''}
            leftSection={<IconChecks size={16} aria-hidden />}
            loading={isMarking}
            onClick={() => void handleRead(through)}
          >
            Mark all as read
          </Button>
        )}
      </div>
      <Paper withBorder className={classes['list']} aria-busy={stale}>
        {customers.length === 0 ? (
          <BlankSlate icon={IconCoffee} title="You have seen it all">
            What others do with your customers will be counted here until you look.
          </BlankSlate>
        ) : (
          <ul className={classes['rows']}>
            {customers.map((digest, index) => (
              <DigestRow
                key={index}
                digest={digest}
                channelNoun={(channel) => channels[channel].noun}
              />
            ))}
          </ul>
        )}
      </Paper>
    </>
  );
}

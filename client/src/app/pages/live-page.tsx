import { Button, Paper } from '@mantine/core';
import { IconActivityHeartbeat, IconFilterOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { FeedList } from '../../features/interactions/feed-list.tsx';
import { feedRowFragment } from '../../features/interactions/feed-row.tsx';
import { InteractionFilters } from '../../features/interactions/interaction-filters.tsx';
import { graphql, type ResultOf } from '../../graph/graphql.ts';
import { usePages } from '../../graph/use-pages.ts';
import { foldText } from '../../lib/fold-text.ts';
import { feedItemFragment } from '../../live/feed-item-fragment.ts';
import { useFeed } from '../../live/use-feed.ts';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useAgents } from '../use-agents.ts';
import { useFreshIds } from '../use-fresh-ids.ts';
import classes from './list-page.module.css';

const KeepFeed = lazy(async () => ({
  default: (await import('../../features/saved-feeds/keep-feed.tsx')).KeepFeed,
}));

const ROW_PX = 60;
const SKELETONS = 12;
/** An open window goes on for days: a list this long begins anew when its reader is at the top. */
const LONGEST = 200;

const livePageQuery = graphql(
  `
    query LivePage($after: String, $filter: InteractionFilter) {
      feedHead
      interactions(first: 50, after: $after, filter: $filter) {
        edges {
          node {
            id
            body
            subject
            customer {
              id
              name
            }
            agent {
              id
              name
            }
            ...FeedRow
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [feedRowFragment],
);

const livePageFeed = graphql(
  `
    subscription LivePageFeed($after: Cursor, $filter: InteractionFeedFilter) {
      feed: interactionFeed(after: $after, filter: $filter) {
        ...FeedItemParts
        ... on FeedEvent {
          subject {
            __typename
            ... on Interaction {
              id
              ...FeedRow
            }
          }
        }
      }
    }
  `,
  [feedItemFragment, feedRowFragment],
);

const interactionsOf = (data: ResultOf<typeof livePageQuery>) => data.interactions;
type LiveInteraction = ReturnType<typeof interactionsOf>['edges'][number]['node'];

const route = getRouteApi('/');

/** The workspace's interactions as they happen, newest on top. */
export function LivePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const agents = useAgents();
  const [isAtTop, setIsAtTop] = useState(true);
  const { freshIds, markFresh } = useFreshIds();

  const { channels = [], directions = [], agents: agentIds = [], q = '' } = search;
  const pages = usePages({
    document: livePageQuery,
    variables: {
      filter: {
        ...(channels.length > 0 && { channel: { in: [...channels] } }),
        ...(directions.length > 0 && { direction: { in: [...directions] } }),
        ...(agentIds.length > 0 && { agentId: { in: [...agentIds] } }),
      },
    },
    connectionOf: interactionsOf,
  });
  const filter = {
    ...(channels.length > 0 && { channels: [...channels] }),
    ...(directions.length > 0 && { directions: [...directions] }),
    ...(agentIds.length > 0 && { agentIds: [...agentIds] }),
  };
  useFeed({
    document: livePageFeed,
    variables: { filter },
    after: pages.feedHead,
    onEvent: ({ name, subjectId }) => name === 'interaction.logged' && markFresh(subjectId),
    onGap: pages.refresh,
  });

  const isTooLong = pages.items.length > LONGEST && isAtTop;
  const { refresh } = pages;
  useEffect(() => {
    if (isTooLong) refresh();
  }, [isTooLong, refresh]);

  const found = useMemo(
    () => pages.items.filter((item) => containsText(item, q)),
    [pages.items, q],
  );
  return (
    <section className={classes['page']}>
      <div className={classes['bar']}>
        <PageTitle>Live</PageTitle>
        <div className={classes['search']}>
          <SearchField
            label="Find in the feed"
            value={q}
            onSearch={(text) =>
              void navigate({ search: { ...search, q: text || undefined }, replace: true })
            }
          />
        </div>
        <InteractionFilters
          chosen={{ channels, directions, agents: agentIds }}
          agents={agents}
          onChange={(chosen) =>
            void navigate({
              search: { ...chosen, q: q || undefined },
              replace: true,
            })
          }
        >
          {Object.keys(filter).length > 0 && (
            <Suspense fallback={null}>
              <KeepFeed filter={{ ...filter, subjectTypes: ['Interaction'] }} />
            </Suspense>
          )}
        </InteractionFilters>
      </div>
      <Paper withBorder className={classes['list']} aria-busy={pages.isChanging}>
        {pages.status === 'loading' && <RowSkeletons count={SKELETONS} height={ROW_PX} />}
        {pages.status === 'failed' && <LoadFailure error={pages.error} onRetry={pages.refresh} />}
        {pages.status === 'ready' && found.length === 0 && (
          <Nothing isFiltered={pages.items.length > 0 || Object.keys(search).length > 0} />
        )}
        {found.length > 0 && (
          <FeedList
            interactions={found}
            freshIds={freshIds}
            isLoadingMore={pages.isLoadingMore}
            onEnd={() => q === '' && pages.loadMore()}
            onTopChange={setIsAtTop}
          />
        )}
      </Paper>
      {q !== '' && pages.hasMore && (
        <Button
          variant="subtle"
          color="gray"
          onClick={pages.loadMore}
          loading={pages.isLoadingMore}
        >
          Searched the latest {pages.items.length}. Search further back
        </Button>
      )}
    </section>
  );
}

function containsText(item: LiveInteraction, text: string): boolean {
  if (text === '') return true;
  const wanted = foldText(text.trim());
  return [item.subject, item.body, item.customer?.name, item.agent?.name].some(
    (part) => part && foldText(part).includes(wanted),
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <BlankSlate icon={IconFilterOff} title="Nothing matches">
      Nothing that is loaded fits the filters. What fits will appear here as it happens.
    </BlankSlate>
  ) : (
    <BlankSlate icon={IconActivityHeartbeat} title="Nothing has happened yet">
      Calls, e-mails, chats and orders will appear here as they happen.
    </BlankSlate>
  );
}

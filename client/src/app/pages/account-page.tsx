import '../../ui/mantine-controls.css';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ChangePasswordForm } from '../../features/identity/change-password-form.tsx';
import { SessionList, sessionListFragment } from '../../features/identity/session-list.tsx';
import { feedHeadOf } from '../../graph/feed-head-exchange.ts';
import { graphql } from '../../graph/graphql.ts';
import { feedItemFragment } from '../../live/feed-item-fragment.ts';
import { useFeed } from '../../live/use-feed.ts';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';

const PAGE_WIDTH = 720;
const ROW_PX = 60;

const accountPageQuery = graphql(
  `
    query AccountPage {
      feedHead
      viewer {
        user {
          id
          name
          email
        }
        sessions {
          id
          ...SessionList
        }
      }
    }
  `,
  [sessionListFragment],
);

const accountPageFeed = graphql(
  `
    subscription AccountPageFeed($after: Cursor) {
      feed: activityFeed(after: $after, filter: { subjectTypes: [UserSession] }) {
        ...FeedItemParts
      }
    }
  `,
  [feedItemFragment],
);

/** The viewer's own account: where it is signed in, and its password. */
export function AccountPage() {
  const [result, execute] = useQuery({
    query: accountPageQuery,
    requestPolicy: 'cache-and-network',
  });
  const { data, error } = result;
  const reload = () => execute({ requestPolicy: 'network-only' });
  const loadedAt = feedHeadOf(result);
  const [after, setAfter] = useState(loadedAt);
  if (after === null && loadedAt !== null) setAfter(loadedAt);
  useFeed({ document: accountPageFeed, variables: {}, after, onEvent: reload, onGap: reload });

  const viewer = data?.viewer;
  if (error && !viewer) {
    return <LoadFailure error={error} onRetry={reload} />;
  }
  return (
    <Stack maw={PAGE_WIDTH} mx="auto" p="md" gap="lg">
      <div>
        <PageTitle>Account</PageTitle>
        <Text c="dimmed" size="sm">
          {viewer ? `${viewer.user.name}, ${viewer.user.email ?? ''}` : ' '}
        </Text>
      </div>
      <Paper withBorder p="md" component="section" aria-labelledby="sessions">
        <Title order={2} size="h5" id="sessions">
          Where you are signed in
        </Title>
        {viewer ? (
          <SessionList sessions={viewer.sessions} />
        ) : (
          <RowSkeletons count={2} height={ROW_PX} />
        )}
      </Paper>
      <Paper withBorder p="md" component="section" aria-labelledby="password">
        <Title order={2} size="h5" id="password" mb="sm">
          Password
        </Title>
        <ChangePasswordForm />
      </Paper>
    </Stack>
  );
}

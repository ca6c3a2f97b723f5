import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from 'urql';
import { ChangePasswordForm } from '../../features/identity/change-password-form.tsx';
import { SessionList, sessionListFragment } from '../../features/identity/session-list.tsx';
import { graphql } from '../../graph/graphql.ts';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';

const PAGE_WIDTH = 720;
const ROW_PX = 60;

const accountPageQuery = graphql(
  `
    query AccountPage {
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

/** The viewer's own account: where it is signed in, and its password. */
export function AccountPage() {
  const [{ data, error }, reload] = useQuery({
    query: accountPageQuery,
    requestPolicy: 'cache-and-network',
  });
  const viewer = data?.viewer;
  if (error && !viewer) {
    return <LoadFailure error={error} onRetry={() => reload({ requestPolicy: 'network-only' })} />;
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

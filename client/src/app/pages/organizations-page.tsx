import '../../ui/mantine-controls.css';
import { Paper } from '@mantine/core';
import { IconBuilding, IconBuildingCommunity } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import {
  OrganizationCells,
  organizationCellsFragment,
  OrganizationHeadings,
} from '../../features/organizations/organization-cells.tsx';
import { graphql, type ResultOf } from '../../graph/graphql.ts';
import { usePages } from '../../graph/use-pages.ts';
import { feedItemFragment } from '../../live/feed-item-fragment.ts';
import { useFeed } from '../../live/use-feed.ts';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { RowTable } from '../../ui/row-table.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useListChanges } from '../use-list-changes.ts';
import { NewOrganization } from '../new-organization.tsx';
import classes from './list-page.module.css';

const ROW_PX = 60;
const SKELETONS = 12;

const organizationsPageQuery = graphql(
  `
    query OrganizationsPage($after: String, $search: String) {
      feedHead
      organizations(first: 50, after: $after, search: $search) {
        edges {
          node {
            id
            archivedAt
            ...OrganizationCells
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [organizationCellsFragment],
);

const organizationsPageFeed = graphql(
  `
    subscription OrganizationsPageFeed($after: Cursor) {
      feed: activityFeed(after: $after, filter: { subjectTypes: [Organization] }) {
        ...FeedItemParts
        ... on FeedEvent {
          subject {
            __typename
            ... on Organization {
              id
              ...OrganizationCells
            }
          }
        }
      }
    }
  `,
  [feedItemFragment, organizationCellsFragment],
);

const organizationsOf = (data: ResultOf<typeof organizationsPageQuery>) => data.organizations;
const route = getRouteApi('/organizations');

/** Finds organisations. */
export function OrganizationsPage() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [isAtTop, setIsAtTop] = useState(true);
  const pages = usePages({
    document: organizationsPageQuery,
    variables: { ...(q !== '' && { search: q }) },
    connectionOf: organizationsOf,
  });
  const { noteRow } = useListChanges(isAtTop, pages.refresh);
  useFeed({
    document: organizationsPageFeed,
    variables: {},
    after: pages.feedHead,
    onEvent: noteRow,
    onGap: pages.refresh,
  });

  const rows = pages.items.filter(({ archivedAt }) => archivedAt === null);

  return (
    <section className={classes['page']}>
      <div className={classes['bar']}>
        <PageTitle>Organisations</PageTitle>
        <div className={classes['search']}>
          <SearchField
            label="Search organisations"
            value={q}
            onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
          />
        </div>
        <div className={classes['add']}>
          <NewOrganization />
        </div>
      </div>
      <Paper withBorder className={classes['list']} aria-busy={pages.isChanging}>
        {pages.status === 'loading' && <RowSkeletons count={SKELETONS} height={ROW_PX} />}
        {pages.status === 'failed' && <LoadFailure error={pages.error} onRetry={pages.refresh} />}
        {pages.status === 'ready' && rows.length === 0 && (
          <BlankSlate
            icon={q === '' ? IconBuilding : IconBuildingCommunity}
            title={q === '' ? 'No organisations yet' : 'None found'}
          >
            {q === ''
              ? 'They appear here as soon as somebody adds the first one.'
              : 'Try fewer words.'}
          </BlankSlate>
        )}
        {rows.length > 0 && (
          <RowTable
            label="Organisations"
            rows={rows}
            headings={<OrganizationHeadings />}
            cellsOf={(organization) => <OrganizationCells organization={organization} />}
            onEnd={pages.loadMore}
            onTopChange={setIsAtTop}
          />
        )}
      </Paper>
    </section>
  );
}

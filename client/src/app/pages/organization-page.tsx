import '../../ui/mantine-controls.css';
import { Group, Paper } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconBuilding, IconUsers } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import {
  CustomerCells,
  customerCellsFragment,
  CustomerHeadings,
} from '../../features/customers/customer-cells.tsx';
import {
  OrganizationProfile,
  organizationProfileFragment,
} from '../../features/organizations/organization-profile.tsx';
import { useArchiveOrganization } from '../../features/organizations/use-archive-organization.ts';
import { graphql, type ResultOf } from '../../graph/graphql.ts';
import { usePages } from '../../graph/use-pages.ts';
import { feedItemFragment } from '../../live/feed-item-fragment.ts';
import { useFeed } from '../../live/use-feed.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { ArchivedBanner } from '../../ui/archived-banner.tsx';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { DocumentTitle } from '../../ui/document-title.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { RowTable } from '../../ui/row-table.tsx';
import { NewCustomer } from '../new-customer.tsx';
import { useListChanges } from '../use-list-changes.ts';
import { usePermissions } from '../use-permissions.ts';
import classes from './list-page.module.css';

const ROW_PX = 60;
const SKELETONS = 8;

const organizationPageQuery = graphql(
  `
    query OrganizationPage($id: ID!, $after: String) {
      feedHead
      organization(by: { id: $id }) {
        id
        name
        archivedAt
        ...OrganizationProfile
        customers(first: 50, after: $after) {
          edges {
            node {
              id
              ...CustomerCells
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [organizationProfileFragment, customerCellsFragment],
);

const organizationPageFeed = graphql(
  `
    subscription OrganizationPageFeed($after: Cursor, $filter: ActivityFeedFilter) {
      feed: activityFeed(after: $after, filter: $filter) {
        ...FeedItemParts
        ... on FeedEvent {
          customer {
            id
            lastInteractionAt
          }
          subject {
            __typename
            ... on Customer {
              id
              ...CustomerCells
            }
            ... on Organization {
              id
              ...OrganizationProfile
            }
          }
        }
      }
    }
  `,
  [feedItemFragment, customerCellsFragment, organizationProfileFragment],
);

const customersOf = (data: ResultOf<typeof organizationPageQuery>) => data.organization?.customers;
const route = getRouteApi('/organizations/$organizationId');

/** An organisation and its customers. */
export function OrganizationPage() {
  const { organizationId } = route.useParams();
  const pages = usePages({
    document: organizationPageQuery,
    variables: { id: organizationId },
    connectionOf: customersOf,
  });
  const canWrite = usePermissions().has('ORGANIZATIONS_WRITE');
  const archive = useArchiveOrganization(organizationId);
  const { noteRow } = useListChanges(true, pages.refresh);
  useFeed({
    document: organizationPageFeed,
    variables: { filter: { organizationIds: [organizationId] } },
    after: pages.feedHead,
    onEvent: ({ subjectType }) => subjectType === 'Customer' && noteRow(),
    onGap: pages.refresh,
  });

  const organization = pages.data?.organization;
  if (pages.status === 'failed') return <LoadFailure error={pages.error} onRetry={pages.refresh} />;
  if (pages.status === 'ready' && !organization) {
    return (
      <BlankSlate isPage icon={IconBuilding} title="There is no such organisation">
        It may have been removed, or it belongs to another workspace.
      </BlankSlate>
    );
  }
  const notice = archive.failure && <Notice>{archive.failure}</Notice>;
  return (
    <section className={classes['page']}>
      <DocumentTitle>{organization?.name ?? 'Organisation'}</DocumentTitle>
      {organization?.archivedAt ? (
        <ArchivedBanner
          at={organization.archivedAt}
          isBusy={archive.isBusy}
          onRestore={canWrite ? () => void archive.restore() : undefined}
          failure={notice}
        />
      ) : (
        notice
      )}
      <Paper withBorder p="md">
        {organization ? (
          <OrganizationProfile
            organization={organization}
            menu={
              <Group gap={6} ml="auto">
                <NewCustomer organization={organization} />
                {canWrite && (
                  <ActionMenu
                    label="More for this organisation"
                    actions={[
                      organization.archivedAt === null
                        ? {
                            label: 'Archive',
                            icon: IconArchive,
                            onClick: () => void archive.archive(),
                          }
                        : {
                            label: 'Restore',
                            icon: IconArchiveOff,
                            onClick: () => void archive.restore(),
                          },
                    ]}
                  />
                )}
              </Group>
            }
          />
        ) : (
          <RowSkeletons count={1} height={ROW_PX} />
        )}
      </Paper>
      <Paper withBorder className={classes['list']}>
        {!organization && <RowSkeletons count={SKELETONS} height={ROW_PX} />}
        {organization && pages.items.length === 0 && (
          <BlankSlate icon={IconUsers} title="Nobody here yet">
            No customer belongs to this organisation.
          </BlankSlate>
        )}
        {pages.items.length > 0 && (
          <RowTable
            label={`Customers of ${organization?.name ?? 'the organisation'}`}
            rows={pages.items}
            headings={<CustomerHeadings hasOrganization={false} />}
            cellsOf={(customer) => <CustomerCells customer={customer} hasOrganization={false} />}
            onEnd={pages.loadMore}
          />
        )}
      </Paper>
    </section>
  );
}

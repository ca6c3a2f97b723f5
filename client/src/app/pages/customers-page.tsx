import '../../ui/mantine-controls.css';
import { Button, Paper } from '@mantine/core';
import { IconRefresh, IconUserSearch, IconUsers } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import {
  CustomerCells,
  customerCellsFragment,
  CustomerHeadings,
} from '../../features/customers/customer-cells.tsx';
import { CustomerFilters } from '../../features/customers/customer-filters.tsx';
import type { CustomerSort } from '../../features/customers/customer-sorts.ts';
import { ExportButton } from '../../features/exports/export-button.tsx';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/graphql.ts';
import { usePages } from '../../graph/use-pages.ts';
import { countWords } from '../../lib/count-words.ts';
import { feedItemFragment } from '../../live/feed-item-fragment.ts';
import { useFeed } from '../../live/use-feed.ts';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { RowTable } from '../../ui/row-table.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useAgents } from '../use-agents.ts';
import { useListChanges } from '../use-list-changes.ts';
import { NewCustomer } from '../new-customer.tsx';
import classes from './list-page.module.css';

const StageCounts = lazy(async () => ({
  default: (await import('../../features/customers/stage-counts.tsx')).StageCounts,
}));

const ROW_PX = 60;
const COUNTS_PX = 28;
const SKELETONS = 12;

const customersPageQuery = graphql(
  `
    query CustomersPage(
      $after: String
      $filter: CustomerFilter
      $orderBy: [CustomerOrder!]
      $search: String
    ) {
      feedHead
      customers(first: 50, after: $after, filter: $filter, orderBy: $orderBy, search: $search) {
        edges {
          node {
            id
            archivedAt
            ...CustomerCells
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [customerCellsFragment],
);

/** Interactions too: each moves a customer's last activity. */
const customersPageFeed = graphql(
  `
    subscription CustomersPageFeed($after: Cursor, $filter: ActivityFeedFilter) {
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
          }
        }
      }
    }
  `,
  [feedItemFragment, customerCellsFragment],
);

type Order = NonNullable<VariablesOf<typeof customersPageQuery>['orderBy']>;

const orders: Readonly<Record<CustomerSort, Order>> = {
  name: [{ field: 'NAME', direction: 'ASC' }],
  active: [{ field: 'LAST_INTERACTION_AT', direction: 'DESC' }],
  newest: [{ field: 'CREATED_AT', direction: 'DESC' }],
};

const customersOf = (data: ResultOf<typeof customersPageQuery>) => data.customers;
const route = getRouteApi('/customers');

/** Finds customers: by words, stage and owner, in the order of one's choice. All of it is in the address. */
export function CustomersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const agents = useAgents();
  const [isAtTop, setIsAtTop] = useState(true);

  const { q = '', stages = [], owners = [], sort = null } = search;
  const order = sort ?? (q === '' ? 'name' : null);
  const filter = {
    ...(stages.length > 0 && { lifecycleStage: { in: [...stages] } }),
    ...(owners.length > 0 && { ownerId: { in: [...owners] } }),
  };
  const pages = usePages({
    document: customersPageQuery,
    variables: {
      ...(q !== '' && { search: q }),
      ...(order && { orderBy: orders[order] }),
      filter,
    },
    connectionOf: customersOf,
  });
  const { waiting, noteRow, noteMove, showNow } = useListChanges(isAtTop, pages.refresh);
  useFeed({
    document: customersPageFeed,
    variables: { filter: { subjectTypes: ['Customer', 'Interaction'] } },
    after: pages.feedHead,
    onEvent: ({ subjectType }) => {
      if (subjectType === 'Customer') noteRow();
      else if (order === 'active') noteMove();
    },
    onGap: pages.refresh,
  });

  const rows = pages.items.filter(({ archivedAt }) => archivedAt === null);
  const isFiltered = q !== '' || stages.length > 0 || owners.length > 0;

  return (
    <section className={classes['page']}>
      <div className={classes['bar']}>
        <PageTitle>Customers</PageTitle>
        <div className={classes['search']}>
          <SearchField
            label="Search customers"
            value={q}
            onSearch={(text) =>
              void navigate({ search: { ...search, q: text || undefined }, replace: true })
            }
          />
        </div>
        <CustomerFilters
          chosen={{ stages, owners, sort }}
          owners={agents}
          isSearching={q !== ''}
          onChange={(chosen) =>
            void navigate({
              search: {
                q: q || undefined,
                ...chosen,
                sort: chosen.sort ?? undefined,
              },
              replace: true,
            })
          }
        />
        <div className={classes['add']}>
          <ExportButton
            noun="customers"
            list="CUSTOMERS"
            connection={{ customers: filter }}
            remark={remarkOn(q, stages.length + owners.length > 0)}
          />
          <NewCustomer />
        </div>
      </div>
      <Suspense fallback={<div style={{ height: COUNTS_PX }} />}>
        <StageCounts
          filter={owners.length > 0 ? { ownerId: { in: [...owners] } } : {}}
          search={q}
          asOf={pages.feedHead}
          chosen={stages}
          onChange={(chosen) =>
            void navigate({
              search: { ...search, stages: chosen.length > 0 ? chosen : undefined },
              replace: true,
            })
          }
        />
      </Suspense>
      <Paper withBorder className={classes['list']} aria-busy={pages.isChanging}>
        {waiting > 0 && (
          <Button
            className={`${classes['held']} ${classes['overTable']}`}
            size="xs"
            radius="xl"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={showNow}
          >
            {countWords(waiting, 'change', 'changes')}
          </Button>
        )}
        {pages.status === 'loading' && <RowSkeletons count={SKELETONS} height={ROW_PX} />}
        {pages.status === 'failed' && <LoadFailure error={pages.error} onRetry={pages.refresh} />}
        {pages.status === 'ready' && rows.length === 0 && <NoCustomers isFiltered={isFiltered} />}
        {rows.length > 0 && (
          <RowTable
            label="Customers"
            rows={rows}
            headings={<CustomerHeadings hasOrganization />}
            cellsOf={(customer) => <CustomerCells customer={customer} hasOrganization />}
            onEnd={pages.loadMore}
            onTopChange={setIsAtTop}
          />
        )}
      </Paper>
    </section>
  );
}

/** A file has whole lists: by the filters, but not by words. */
function remarkOn(q: string, isFiltered: boolean): string {
  const which = isFiltered ? 'Everybody who matches the filters' : 'All customers';
  return `${which}, without archived ones${q === '' ? '' : '. The search does not narrow it'}.`;
}

function NoCustomers({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <BlankSlate icon={IconUserSearch} title="Nobody found">
      Try fewer words or other filters. Small misspellings and missing accents do not matter.
    </BlankSlate>
  ) : (
    <BlankSlate icon={IconUsers} title="No customers yet">
      They appear here as soon as somebody adds the first one.
    </BlankSlate>
  );
}

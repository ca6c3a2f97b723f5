import '../../ui/mantine-controls.css';
import { Paper } from '@mantine/core';
import { IconMessageCircleOff, IconUserOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import {
  CustomerProfile,
  customerProfileFragment,
} from '../../features/customers/customer-profile.tsx';
import {
  customerValuesFragment,
  type EditedCustomer,
} from '../../features/customers/customer-values.ts';
import { ArchivedCustomer } from '../../features/customers/archived-customer.tsx';
import { useArchiveCustomer } from '../../features/customers/use-archive-customer.ts';
import { ChannelChips } from '../../features/interactions/channel-chips.tsx';
import { InteractionComposer } from '../../features/interactions/interaction-composer.tsx';
import type { InteractionValues } from '../../features/interactions/interaction-fields.tsx';
import { SubmissionEntry } from '../../features/interactions/submission-entry.tsx';
import { timelineEntryFragment } from '../../features/interactions/timeline-entry.tsx';
import { Timeline } from '../../features/interactions/timeline.tsx';
import { useLogInteraction } from '../../features/interactions/use-log-interaction.ts';
import { useSeenCursor } from '../../features/interactions/use-seen-cursor.ts';
import { PresentPeople } from '../../features/presence/present-people.tsx';
import { useAnnounce } from '../../features/presence/use-announce.ts';
import { graphql, type ResultOf } from '../../graph/graphql.ts';
import { usePages } from '../../graph/use-pages.ts';
import { feedItemFragment } from '../../live/feed-item-fragment.ts';
import { useFeed } from '../../live/use-feed.ts';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DocumentTitle } from '../../ui/document-title.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { useFreshIds } from '../use-fresh-ids.ts';
import { usePermissions } from '../use-permissions.ts';
import classes from './customer-page.module.css';

const EditCustomerForm = lazy(async () => ({
  default: (await import('../../features/customers/edit-customer-form.tsx')).EditCustomerForm,
}));

const ROW_PX = 68;
const SKELETONS = 7;

const customerPageQuery = graphql(
  `
    query CustomerPage($id: ID!, $after: String, $filter: InteractionFilter) {
      feedHead
      viewer {
        user {
          id
        }
      }
      customer(by: { id: $id }) {
        id
        name
        archivedAt
        ...CustomerProfile
        ...CustomerValues
        interactions(first: 30, after: $after, filter: $filter) {
          edges {
            node {
              id
              ...TimelineEntry
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
  [customerProfileFragment, customerValuesFragment, timelineEntryFragment],
);

const customerPageFeed = graphql(
  `
    subscription CustomerPageFeed($after: Cursor, $filter: ActivityFeedFilter) {
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
              ...CustomerProfile
              ...CustomerValues
            }
            ... on Interaction {
              id
              ...TimelineEntry
            }
          }
        }
      }
    }
  `,
  [feedItemFragment, customerProfileFragment, customerValuesFragment, timelineEntryFragment],
);

const interactionsOf = (data: ResultOf<typeof customerPageQuery>) => data.customer?.interactions;
const route = getRouteApi('/customers/$customerId');

/** A customer: who it is, what happened, and a form for what happens now. */
export function CustomerPage() {
  const { customerId } = route.useParams();
  const { channels = [] } = route.useSearch();
  const navigate = route.useNavigate();
  const permissions = usePermissions();
  const [edited, setEdited] = useState<EditedCustomer | null>(null);
  const { freshIds, markFresh } = useFreshIds();
  const archive = useArchiveCustomer(customerId);
  const { submissions, submit, retry, sendAnyway, discard } = useLogInteraction();
  const [draft, setDraft] = useState<InteractionValues | null>(null);
  const [isComposing, setIsComposing] = useState(false);
  const noteWriting = useAnnounce(customerId);

  const pages = usePages({
    document: customerPageQuery,
    variables: {
      id: customerId,
      filter: { ...(channels.length > 0 && { channel: { in: [...channels] } }) },
    },
    connectionOf: interactionsOf,
  });
  const seen = useSeenCursor(pages.feedHead);
  useFeed({
    document: customerPageFeed,
    variables: { filter: { customerIds: [customerId] } },
    after: pages.feedHead,
    onEvent({ name, subjectId, cursor }) {
      seen.noteCursor(cursor);
      if (name === 'interaction.logged') markFresh(subjectId);
    },
    onGap: pages.refresh,
  });

  const customer = pages.data?.customer;
  const canWrite = permissions.has('CUSTOMERS_WRITE');
  if (pages.status === 'failed') return <LoadFailure error={pages.error} onRetry={pages.refresh} />;
  if (pages.status === 'ready' && !customer) {
    return (
      <BlankSlate isPage icon={IconUserOff} title="There is no such customer">
        It may have been removed, or it belongs to another workspace.
      </BlankSlate>
    );
  }

  return (
    <div className={classes['page']}>
      <DocumentTitle>{customer?.name ?? 'Customer'}</DocumentTitle>
      <aside className={classes['side']} aria-label="Profile">
        <ArchivedCustomer
          archivedAt={customer?.archivedAt ?? null}
          archive={archive}
          canRestore={canWrite}
        />
        <Paper withBorder>
          {customer ? (
            <CustomerProfile
              customer={customer}
              onEdit={canWrite ? () => setEdited(customer) : undefined}
              onArchive={() => void archive.archive()}
              onRestore={() => void archive.restore()}
            />
          ) : (
            <RowSkeletons count={SKELETONS} height={ROW_PX} />
          )}
        </Paper>
      </aside>
      <Paper
        withBorder
        component="section"
        className={classes['timeline'] ?? ''}
        aria-label="Timeline"
      >
        <PresentPeople customerId={customerId} ownId={pages.data?.viewer?.user.id} />
        {permissions.has('INTERACTIONS_WRITE') && (
          <div className={classes['composer']}>
            <InteractionComposer
              customerId={customerId}
              draft={draft}
              onSubmit={(interaction, values) =>
                submit({ ...interaction, seenCursor: seen.cursor() }, values)
              }
              onOpen={() => setIsComposing(true)}
              onClose={() => {
                setDraft(null);
                setIsComposing(false);
              }}
              onWriting={noteWriting}
            />
          </div>
        )}
        <div className={classes['chips']}>
          <ChannelChips
            chosen={channels}
            onChange={(chosen) =>
              void navigate({
                search: chosen.length > 0 ? { channels: chosen } : {},
                replace: true,
              })
            }
          />
        </div>
        {submissions.map((submission) => (
          <SubmissionEntry
            key={submission.key}
            submission={submission}
            onRetry={() => retry(submission)}
            onSendAnyway={() => sendAnyway(submission)}
            onKeepEditing={
              isComposing
                ? undefined
                : () => {
                    seen.noteShown(submission);
                    setDraft(submission.values);
                    setIsComposing(true);
                    discard(submission);
                  }
            }
            onDiscard={() => discard(submission)}
          />
        ))}
        {!customer && <RowSkeletons count={SKELETONS} height={ROW_PX} />}
        {customer && pages.items.length === 0 && (
          <BlankSlate icon={IconMessageCircleOff} title="Nothing here yet">
            {channels.length > 0
              ? 'Nothing happened on these channels.'
              : 'Log the first call, meeting or note beside this.'}
          </BlankSlate>
        )}
        <Timeline
          key={customerId}
          customerId={customerId}
          interactions={pages.items}
          freshIds={freshIds}
          canWrite={permissions.has('INTERACTIONS_WRITE')}
          onEnd={pages.loadMore}
        />
      </Paper>
      <Dialog title="Edit customer" isOpen={edited !== null} onClose={() => setEdited(null)}>
        {edited && <EditCustomerForm customer={edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </div>
  );
}

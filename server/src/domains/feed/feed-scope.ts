import type { RowScope } from '../../kernel/row-scope.ts';
import type { Verdict } from '../../live/follow.ts';
import type { LoggedEvent } from '../../live/logged-event.ts';
import type { EventScope } from '../../live/pending-event.ts';
import type { EventCheck, FeedFilter, ViewCheck } from './feed-filter.ts';

/** When a record is looked at: as the event left it, or as it was. */
export type Moment = 'after' | 'before';

/** A column of an event's scope, as it is after the event or as it was before. Allocates nothing: every feed asks it of every event. */
export function scopeAt(
  event: LoggedEvent,
  column: keyof EventScope,
  moment: Moment,
): string | null {
  const was = moment === 'before' ? event.before?.[column] : undefined;
  return was === undefined ? event.scope[column] : was;
}

/** The check that an event's customer, if it has one, is among those that the viewer sees. Null: it sees all. */
export function scopeCheck(scope: RowScope): ViewCheck | null {
  if (scope.kind === 'ALL') return null;
  const [asks, column, value] =
    scope.kind === 'TEAM'
      ? (['Its customer stands in the user’s team.', 'teamId', scope.teamId] as const)
      : (['Its customer is looked after by the user.', 'ownerId', scope.ownerId] as const);
  return {
    asks,
    passes: (event, moment) =>
      event.scope.customerId === null || scopeAt(event, column, moment) === value,
  };
}

/**
 * What is asked of a customer that other checks do not let through, where it may cross the viewer's
 * scope: what belongs to it comes into view or leaves it with this one event, so feeds of
 * interactions are told.
 */
export interface CrossingChecks {
  readonly ofEvent: readonly EventCheck[];
  readonly scope: ViewCheck;
  /** False: customers are subjects of this feed, and one that comes into view is told as any other. */
  readonly tellsArrivals: boolean;
}

/** Whether a customer that crosses the scope is to be told to a feed, and how. Null: nothing can cross, or nothing is taken along. */
export function takesAlong(
  filter: FeedFilter,
  scope: RowScope,
  isTold: (subjectType: string) => boolean,
): Pick<CrossingChecks, 'tellsArrivals'> | null {
  if (scope.kind === 'ALL' || !isTold('Interaction')) return null;
  const tellsNoCustomer =
    !isTold('Customer') || filter.channels || filter.directions || filter.agentIds;
  return { tellsArrivals: Boolean(tellsNoCustomer) };
}

/** Makes them; null where nothing can cross, or nothing would be taken along. */
export function crossingChecks(
  filter: FeedFilter,
  scope: RowScope,
  isTold: (subjectType: string) => boolean,
  ofEvent: readonly EventCheck[],
): CrossingChecks | null {
  const check = scopeCheck(scope);
  const takes = takesAlong(filter, scope, isTold);
  if (!check || !takes) return null;
  const customers = filter.customerIds && new Set(filter.customerIds);
  return {
    ...takes,
    scope: check,
    ofEvent: [
      ...ofEvent,
      {
        asks: 'It is about a customer.',
        passes: ({ subjectType }) => subjectType === 'Customer',
      },
      ...(customers
        ? [
            {
              asks: 'Its customer stands in `customerIds` of the filter.',
              passes: ({ subjectId }: LoggedEvent) => customers.has(subjectId),
            },
          ]
        : []),
    ],
  };
}

/** What an event is to a feed by these checks alone. */
export function crossing(
  { ofEvent, scope, tellsArrivals }: CrossingChecks,
  event: LoggedEvent,
): Verdict {
  if (event.before === null) return null;
  for (const check of ofEvent) if (!check.passes(event)) return null;
  const was = scope.passes(event, 'before');
  if (was === scope.passes(event, 'after')) return null;
  return was ? 'LEAVE' : tellsArrivals ? 'CHANGE' : null;
}

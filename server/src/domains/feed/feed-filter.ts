import { eventKind, type SubjectType } from '../../kernel/event.ts';
import type { Permission } from '../../kernel/permission.ts';
import type { Verdict } from '../../live/follow.ts';
import type { LoggedEvent } from '../../live/logged-event.ts';
import type { EventScope } from '../../live/pending-event.ts';

/** Lists of equality, ANDed. An absent list does not filter; an empty one matches nothing. */
export interface FeedFilter {
  readonly customerIds?: readonly string[] | null | undefined;
  readonly organizationIds?: readonly string[] | null | undefined;
  readonly ownerIds?: readonly string[] | null | undefined;
  readonly agentIds?: readonly string[] | null | undefined;
  readonly channels?: readonly string[] | null | undefined;
  readonly directions?: readonly string[] | null | undefined;
  readonly names?: readonly string[] | null | undefined;
  readonly subjectTypes?: readonly string[] | null | undefined;
}

/** One question about an event. What it asks is for people: `explain-event.ts` tells it with its answer. */
export interface EventCheck {
  readonly asks: string;
  passes(event: LoggedEvent): boolean;
}

/** When a record is looked at: as the event left it, or as it was. */
export type Moment = 'after' | 'before';

/** One question about where the record of an event stands. */
export interface ViewCheck {
  readonly asks: string;
  passes(event: LoggedEvent, moment: Moment): boolean;
}

/** Everything that is asked of an event for one subscriber, in this order. */
export interface FeedChecks {
  /** Of the event itself: one that does not pass is not told. */
  readonly ofEvent: readonly EventCheck[];
  /** Of its record: whether it stands in the subscriber's view. All have to pass. */
  readonly ofView: readonly ViewCheck[];
}

/** The lists of a filter, and the column of an event's scope that each looks at. */
export const scopeLists = [
  ['customerIds', 'customerId'],
  ['organizationIds', 'organizationId'],
  ['ownerIds', 'ownerId'],
  ['agentIds', 'agentId'],
  ['channels', 'channel'],
  ['directions', 'direction'],
] as const satisfies readonly (readonly [keyof FeedFilter, keyof EventScope])[];

/** A column of an event's scope, as it is after the event or as it was before. Allocates nothing: every feed asks it of every event. */
export function scopeAt(
  event: LoggedEvent,
  column: keyof EventScope,
  moment: Moment,
): string | null {
  const was = moment === 'before' ? event.before?.[column] : undefined;
  return was === undefined ? event.scope[column] : was;
}

/** Makes the checks for a subscriber with this filter and these permissions. */
export function feedChecks(
  filter: FeedFilter,
  permissions: ReadonlySet<Permission>,
  subjectTypes?: readonly SubjectType[],
): FeedChecks {
  const ofEvent: EventCheck[] = [
    {
      asks: 'This version of the server knows events of its name.',
      passes: ({ name }) => eventKind(name) !== undefined,
    },
    {
      asks: 'The user has the permission to see events of its name.',
      passes({ name }) {
        const kind = eventKind(name);
        return kind?.permission != null && permissions.has(kind.permission);
      },
    },
  ];
  if (subjectTypes) {
    const types = new Set(subjectTypes);
    ofEvent.push({
      asks: 'The feed is about subjects of its type.',
      passes: ({ subjectType }) => types.has(subjectType),
    });
  }
  if (filter.subjectTypes) {
    const types = new Set(filter.subjectTypes);
    ofEvent.push({
      asks: 'Its type stands in `subjectTypes` of the filter.',
      passes: ({ subjectType }) => types.has(subjectType),
    });
  }
  if (filter.names) {
    const names = new Set(filter.names);
    ofEvent.push({
      asks: 'Its name stands in `names` of the filter.',
      passes: ({ name }) => names.has(name),
    });
  }
  const ofView = scopeLists.flatMap(([list, column]): ViewCheck[] => {
    const values = filter[list] && new Set<string>(filter[list]);
    if (!values) return [];
    return [
      {
        asks: `Its \`${column}\` stands in \`${list}\` of the filter.`,
        passes(event, moment) {
          const value = scopeAt(event, column, moment);
          return value !== null && values.has(value);
        },
      },
    ];
  });
  return { ofEvent, ofView };
}

/**
 * What an event is to a subscriber. A record that the event moves out of view, or deletes, is a
 * LEAVE, and only where it was in view before: nobody learns ids of what they never could see.
 */
export function verdict({ ofEvent, ofView }: FeedChecks, event: LoggedEvent): Verdict {
  for (const check of ofEvent) if (!check.passes(event)) return null;
  if (isInView(ofView, event, 'after')) return event.isGone ? 'LEAVE' : 'CHANGE';
  if (event.isGone || event.before === null) return null;
  return isInView(ofView, event, 'before') ? 'LEAVE' : null;
}

function isInView(checks: readonly ViewCheck[], event: LoggedEvent, moment: Moment): boolean {
  for (const check of checks) if (!check.passes(event, moment)) return false;
  return true;
}

/**
 * Makes the function that decides what an event is to a subscriber with this filter and these
 * permissions, from the event alone. Queries of the log, live feeds and explanations ask the same
 * checks.
 */
export function judging(
  filter: FeedFilter,
  permissions: ReadonlySet<Permission>,
  subjectTypes?: readonly SubjectType[],
): (event: LoggedEvent) => Verdict {
  const checks = feedChecks(filter, permissions, subjectTypes);
  return (event) => verdict(checks, event);
}

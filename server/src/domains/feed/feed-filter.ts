import { eventKind, type SubjectType } from '../../kernel/event.ts';
import type { Visibility } from '../../kernel/viewer.ts';
import type { Verdict } from '../../live/follow.ts';
import type { LoggedEvent } from '../../live/logged-event.ts';
import type { EventScope } from '../../live/pending-event.ts';
import {
  crossing,
  type CrossingChecks,
  crossingChecks,
  type Moment,
  scopeAt,
  scopeCheck,
} from './feed-scope.ts';

/** Lists of equality, ANDed. An absent list does not filter; an empty one matches nothing. */
export interface FeedFilter {
  readonly customerIds?: readonly string[] | null | undefined;
  readonly organizationIds?: readonly string[] | null | undefined;
  readonly ownerIds?: readonly string[] | null | undefined;
  readonly teamIds?: readonly string[] | null | undefined;
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
  /** Of a customer that those keep back, where it may take others' records along. Null: it takes nothing. */
  readonly ofCrossing: CrossingChecks | null;
}

/** The lists of a filter, and the column of an event's scope that each looks at. */
export const scopeLists = [
  ['customerIds', 'customerId'],
  ['organizationIds', 'organizationId'],
  ['ownerIds', 'ownerId'],
  ['teamIds', 'teamId'],
  ['agentIds', 'agentId'],
  ['channels', 'channel'],
  ['directions', 'direction'],
] as const satisfies readonly (readonly [keyof FeedFilter, keyof EventScope])[];

/**
 * Makes the checks for a subscriber with this filter, who sees this much. `subjectTypes`: what the
 * feed is about, whatever the filter says.
 */
export function feedChecks(
  filter: FeedFilter,
  { permissions, scope }: Pick<Visibility, 'permissions' | 'scope'>,
  subjectTypes?: readonly SubjectType[],
): FeedChecks {
  const ofAny: EventCheck[] = [
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
  if (filter.names) {
    const names = new Set(filter.names);
    ofAny.push({
      asks: 'Its name stands in `names` of the filter.',
      passes: ({ name }) => names.has(name),
    });
  }
  const ofEvent = [...ofAny];
  const limits: ReadonlySet<string>[] = [];
  for (const [types, asks] of [
    [subjectTypes, 'The feed is about subjects of its type.'],
    [filter.subjectTypes, 'Its type stands in `subjectTypes` of the filter.'],
  ] as const) {
    if (!types) continue;
    const limit = new Set<string>(types);
    limits.push(limit);
    ofEvent.push({ asks, passes: ({ subjectType }) => limit.has(subjectType) });
  }
  const inScope = scopeCheck(scope);
  const ofFilter = scopeLists.flatMap(([list, column]): ViewCheck[] => {
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
  return {
    ofEvent,
    ofView: inScope ? [inScope, ...ofFilter] : ofFilter,
    ofCrossing: crossingChecks(
      filter,
      scope,
      (type) => limits.every((limit) => limit.has(type)),
      ofAny,
    ),
  };
}

/**
 * What an event is to a subscriber. A record that the event moves out of view, or deletes, is a
 * LEAVE, and only where it was in view before: nobody learns ids of what they never could see.
 */
export function verdict(checks: FeedChecks, event: LoggedEvent): Verdict {
  const kind = verdictOfView(checks, event);
  return kind === null && checks.ofCrossing ? crossing(checks.ofCrossing, event) : kind;
}

function verdictOfView({ ofEvent, ofView }: FeedChecks, event: LoggedEvent): Verdict {
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
 * Makes the function that decides what an event is to a subscriber with this filter who sees this
 * much, from the event alone. Queries of the log, live feeds and explanations ask the same checks.
 */
export function judging(
  filter: FeedFilter,
  visibility: Pick<Visibility, 'permissions' | 'scope'>,
  subjectTypes?: readonly SubjectType[],
): (event: LoggedEvent) => Verdict {
  const checks = feedChecks(filter, visibility, subjectTypes);
  return (event) => verdict(checks, event);
}

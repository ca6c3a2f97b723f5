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

const scopeLists = [
  ['customerIds', 'customerId'],
  ['organizationIds', 'organizationId'],
  ['ownerIds', 'ownerId'],
  ['agentIds', 'agentId'],
  ['channels', 'channel'],
  ['directions', 'direction'],
] as const satisfies readonly (readonly [keyof FeedFilter, keyof EventScope])[];

/**
 * Makes the function that decides what an event is to a subscriber with this filter and these
 * permissions, from the event alone. Queries of the log and live feeds use the same one.
 *
 * A record that the event moves out of the filter, or deletes, is a LEAVE, and only where it
 * matched before: nobody learns ids of what they never could see.
 */
export function judging(
  filter: FeedFilter,
  permissions: ReadonlySet<Permission>,
  subjectTypes?: readonly SubjectType[],
): (event: LoggedEvent) => Verdict {
  const names = filter.names && new Set(filter.names);
  const types = filter.subjectTypes && new Set(filter.subjectTypes);
  const wanted = scopeLists.flatMap(([list, column]) => {
    const values = filter[list];
    return values ? [{ column, values: new Set(values) }] : [];
  });
  const matches = (scope: EventScope) =>
    wanted.every(({ column, values }) => {
      const value = scope[column];
      return value !== null && values.has(value);
    });

  return (event) => {
    if (subjectTypes && !subjectTypes.includes(event.subjectType)) return null;
    if (types && !types.has(event.subjectType)) return null;
    if (names && !names.has(event.name)) return null;
    const kind = eventKind(event.name);
    if (!kind || !permissions.has(kind.permission)) return null;
    if (event.isGone) return matches(event.scope) ? 'LEAVE' : null;
    if (matches(event.scope)) return 'CHANGE';
    return event.before && matches({ ...event.scope, ...event.before }) ? 'LEAVE' : null;
  };
}

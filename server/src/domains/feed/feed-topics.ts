import type { SubjectType } from '../../kernel/event.ts';
import type { RowScope } from '../../kernel/row-scope.ts';
import { EVERYTHING, type Topic, topic, type TopicColumn } from '../../live/topic-index.ts';
import type { FeedFilter } from './feed-filter.ts';

/** The narrowest first: what stands in one of these lists is found by the fewest events. */
const lists = [
  ['organizationIds', 'organizationId'],
  ['agentIds', 'agentId'],
  ['ownerIds', 'ownerId'],
  ['teamIds', 'teamId'],
  ['names', 'name'],
  ['channels', 'channel'],
  ['directions', 'direction'],
  ['subjectTypes', 'subjectType'],
] as const satisfies readonly (readonly [keyof FeedFilter, TopicColumn])[];

/**
 * The topics by which a feed is found: by its narrowest list, or by whose customers it shows. Every
 * event that `judging` lets through has one of them; many that have one are still judged, and refused.
 */
export function feedTopics(
  filter: FeedFilter,
  scope: RowScope,
  subjectTypes?: readonly SubjectType[],
): readonly Topic[] {
  const of = (column: TopicColumn, values: readonly string[]) =>
    values.map((value) => topic(column, value));
  if (filter.customerIds) return of('customerId', filter.customerIds);
  // Customers that cross the scope are told whatever the other lists say, and so are events about none.
  const unscoped = topic('customerId', null);
  if (scope.kind === 'OWN') return [topic('ownerId', scope.ownerId), unscoped];
  if (scope.kind === 'TEAM') return [topic('teamId', scope.teamId), unscoped];
  for (const [list, column] of lists) {
    const values = filter[list];
    if (values) return of(column, values);
  }
  return subjectTypes ? of('subjectType', subjectTypes) : [EVERYTHING];
}

/** What other domains and the app may use of the feed. */
export { type FeedFilter, judging } from './feed-filter.ts';
export { toldSql } from './feed-filter-sql.ts';
export {
  ActivityFeedFilter,
  type RawFeedFilter,
  readFeedFilter,
  scopeFields,
} from './feed-filter.type.ts';
export { FeedItem, SubjectType } from './feed-item.type.ts';
export { feedStream, INTERACTION_SUBJECTS, readCursor } from './feed-stream.ts';
export { sendProbe } from './send-probe.ts';

/** What other domains and the app may use of the feed. */
export { readFeedFilter, scopeFields } from './feed-filter.type.ts';
export { FeedItem } from './feed-item.type.ts';
export { feedStream } from './feed-stream.ts';
export { sendProbe } from './send-probe.ts';

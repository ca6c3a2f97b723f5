/** What the app may use of saved feeds. */
export { markFeedRead } from './mark-feed-read.ts';

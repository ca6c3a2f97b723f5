import fc from 'fast-check';
import { readEvents } from '../support/read-events.ts';
import { settleLog } from '../support/settle-log.ts';
import type { Caller } from '../support/workload.ts';
import type { CachedClient } from './cached-client.ts';

/** Whether the feed is followed while things happen or only afterwards, and whether it is all told again. */
export const manner = fc.record({ isLive: fc.boolean(), isTwice: fc.boolean() });

/**
 * Lets things happen, and applies their events to the cache. Answers the names of the events that
 * were applied, and of those in the log, which are the same unless something is wrong.
 */
export async function followThrough(
  reader: CachedClient,
  caller: Caller,
  feed: {
    readonly document: string;
    readonly after: string;
    readonly filter: Readonly<Record<string, unknown>>;
    /** What the feed shows, as a filter of the log. */
    readonly logFilter: Readonly<Record<string, unknown>>;
  },
  { isLive, isTwice }: { readonly isLive: boolean; readonly isTwice: boolean },
  happen: () => Promise<void>,
): Promise<{ readonly applied: readonly string[]; readonly logged: readonly string[] }> {
  const { document, after, filter, logFilter } = feed;
  const follow = () => reader.follow(document, { after, filter });
  const early = isLive ? follow() : null;
  await happen();
  const followed = early ?? follow();
  await settleLog(caller, after);
  const events = await readEvents({ ...caller, after, filter: logFilter });
  await followed.until('the events', (names) => names.length >= events.length);
  followed.stop();
  if (isTwice) {
    const again = follow();
    await again.until('the events again', (names) => names.length >= events.length);
    again.stop();
  }
  return { applied: followed.all, logged: events.map(({ name }) => name) };
}

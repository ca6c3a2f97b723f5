import type { Pool } from 'pg';
import { markFeedRead } from '../../domains/saved-feeds/public.ts';
import { systemViewer } from '../../domains/identity/public.ts';
import { sequenceBatch } from '../../live/sequencer.ts';
import type { Database } from '../../platform/database.ts';
import { DAY_MS } from './local-time.ts';
import { DEMO_SOURCE } from './tell.ts';

export interface ReadingDeps {
  readonly database: Database;
  readonly logPool: Pool;
  readonly workspaceId: string;
}

/**
 * Lets everybody have read what happened up to a day before the story's end: whoever signs in first
 * finds a day's worth of news, and not a year's. May run again; a position only moves on.
 */
export async function readFeeds(deps: ReadingDeps, end: Date): Promise<void> {
  const { database, logPool, workspaceId } = deps;
  while ((await sequenceBatch(logPool)).events.length > 0);
  const yesterday = new Date(end.getTime() - DAY_MS);
  const last = await database.eventLog.findFirst({
    where: { workspaceId, recordedAt: { lt: yesterday } },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  if (!last) return;
  const feeds = await database.savedFeed.findMany({ where: { workspaceId, isDefault: true } });
  for (const { id, userId } of feeds) {
    const viewer = { ...systemViewer(workspaceId), userId };
    const clock = () => end;
    const ctx = { database, viewer, clock, source: DEMO_SOURCE, wakeSequencer() {} };
    await markFeedRead(ctx, { id, seq: last.seq });
  }
}

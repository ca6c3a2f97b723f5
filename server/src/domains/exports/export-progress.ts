import { setTimeout as rest } from 'node:timers/promises';
import type { Export } from '@rapport/prisma';
import type { Context } from '../../graphql/context.ts';
import { changesAccess } from '../../kernel/event.ts';
import { lastChangeOfAccess } from '../../live/event-log.ts';
import type { LoggedEvent } from '../../live/logged-event.ts';
import { EVERYTHING } from '../../live/topic-index.ts';
import { exportEvents } from './events.ts';
import { ownExports } from './export-row.ts';

/** How often those under way are looked at. Their pages tell no events. */
const LOOK_MS = 1_000;
/** The safety net where nothing is under way. */
const IDLE_LOOK_MS = 15_000;
const MOST_SHOWN = 50;

/**
 * Yields the viewer's unfinished exports, then each of its exports whenever it has come on, at most
 * once a second, or has ended. States, not differences: what happened between two looks is one.
 *
 * Ends when `signal` aborts, when the process stops, and when what the viewer may see changes.
 */
export async function* exportProgress(
  ctx: Context,
  signal: AbortSignal,
): AsyncGenerator<Export, void, undefined> {
  const { viewer, tail, logPool, database } = ctx;
  const { workspaceId, userId } = viewer;
  const over = new AbortController();
  let wakeUp = () => {};
  const stopListening = tail.listen(
    { workspaceId, topics: [EVERYTHING] },
    ({ name, subjectId, payload }: LoggedEvent) => {
      if (changesAccess({ name, subjectId, payload }, viewer)) over.abort();
      else if (exportEvents.has(name) && payload['userId'] === userId) wakeUp();
    },
  );
  const ends = AbortSignal.any([signal, ctx.drain, over.signal]);
  try {
    // The viewer may have been looked up before a change that is logged already.
    const since = ctx.asking.since ?? tail.position;
    if (await lastChangeOfAccess(logPool, workspaceId, viewer, since)) return;
    const told = new Map<string, string>();
    for (let isFirst = true; !ends.aborted; isFirst = false) {
      // Made before the look: what happens during it wakes the next.
      const woken = new AbortController();
      wakeUp = () => woken.abort();
      const rows = await database.export.findMany({
        where: ownExports(viewer),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: MOST_SHOWN,
      });
      for (const row of rows) {
        const state = `${row.status} ${row.rowsWritten} ${row.rowsExpected}`;
        if (told.get(row.id) === state) continue;
        told.set(row.id, state);
        if (!isFirst || isUnfinished(row)) yield row;
      }
      const pauseMs = rows.some(isUnfinished) ? LOOK_MS : IDLE_LOOK_MS;
      await rest(pauseMs, undefined, {
        ref: false,
        signal: AbortSignal.any([ends, woken.signal]),
      }).catch(() => {});
    }
  } finally {
    stopListening();
  }
}

function isUnfinished({ status }: Export): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

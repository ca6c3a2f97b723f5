import { z } from 'zod';
import { defineEvent } from '../../kernel/event.ts';

const exportEvent = (name: string) =>
  defineEvent({
    name,
    subjectType: 'Export',
    // A user's own affair: no feed tells of it. `exportProgress` reads it to wake up.
    permission: null,
    payload: z.object({ userId: z.string() }),
  });

/** A user asked for a list as a file. */
export const exportStarted = exportEvent('export.started');
/** The file is whole, or was given up. */
export const exportFinished = exportEvent('export.finished');
/** Its user wants it no longer. */
export const exportCancelled = exportEvent('export.cancelled');

/** The names of all of them. Pages tell nothing: they would fill the log with what nobody wants to know in a year. */
export const exportEvents: ReadonlySet<string> = new Set(
  [exportStarted, exportFinished, exportCancelled].map(({ name }) => name),
);

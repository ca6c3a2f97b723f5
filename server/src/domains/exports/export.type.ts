import { builder } from '../../graphql/builder.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { headerOf } from './export-columns.ts';
import { ExportFailureRef } from './export-failure.type.ts';
import { EXPORT_LIFETIME_HOURS } from './export-limits.ts';
import { exportLink, LINK_MINUTES } from './export-link.ts';
import { fileName, isTakable, ownExports } from './export-row.ts';
import { exportableNames } from './exportable-lists.ts';

const ExportableList = builder.enumType('ExportableList', {
  description: 'A list that can be exported.',
  values: Object.fromEntries(
    exportableNames.map((name) => [
      name.toUpperCase(),
      { value: name, description: `What \`${name}\` lists.` },
    ]),
  ),
});

/** `ExportFormat` in the schema. */
export const ExportFormat = builder.enumType('ExportFormat', {
  description: 'How a file is written. Always UTF-8.',
  values: {
    JSONL: {
      description:
        'For programs: one JSON object a line, with the fields and values that the API answers with; of another object its `id`.',
    },
    CSV: {
      description:
        'For spreadsheets, by RFC 4180, with a header: null is an empty cell, lists are joined by `; `, parts are JSON. A text that a spreadsheet would run as a formula gets an apostrophe before it.',
    },
  } as const,
});

const ExportStatus = builder.enumType('ExportStatus', {
  description: 'How far an export is.',
  values: {
    QUEUED: { description: 'Nobody has begun to write it.' },
    RUNNING: { description: 'It is being written, page by page.' },
    DONE: { description: 'The file is whole; take it by `url`.' },
    FAILED: { description: 'It was given up, and there is no file. `failure` says why.' },
    CANCELLED: { description: 'You wanted it no longer, and there is no file.' },
  } as const,
});

/** `Export`: one of the viewer's own. */
export const Export = builder.prismaNode('Export', {
  description: `A list as a file, written in the background for you alone. It is gone ${EXPORT_LIFETIME_HOURS} hours after it ended.`,
  id: { resolve: ({ id }) => id, description: 'Global id.' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id, ...ownExports(viewer) }),
  fields: (t) => ({
    connection: t.field({
      type: ExportableList,
      description: 'Which list.',
      resolve: ({ connection }) => connection as never,
    }),
    format: t.expose('format', { type: ExportFormat, description: 'How the file is written.' }),
    status: t.expose('status', { type: ExportStatus, description: 'How far it is.' }),
    failure: t.field({
      type: ExportFailureRef,
      nullable: true,
      description: 'Why it was given up. Null: it was not.',
      resolve: ({ failure }) => failure as never,
    }),
    columns: t.stringList({
      description:
        'What each row has, by the names in the header of a CSV: fields of the type, and `owner.id` for the id of another object.',
      resolve: ({ columns }) => columns.map(headerOf),
    }),
    rowsWritten: t.exposeInt('rowsWritten', { description: 'Rows written so far.' }),
    rowsExpected: t.exposeInt('rowsExpected', {
      nullable: true,
      description:
        'How many rows the list had when it began; others may have come or gone since. Null: not begun.',
    }),
    bytes: t.int({
      description: 'Bytes written so far, at most 2,000,000,000.',
      resolve: ({ bytes }) => Number(bytes),
    }),
    cursor: t.field({
      type: 'Cursor',
      description:
        'A place in the feed from before anything was read. What the file shows, and the events from here on, are together the present.',
      resolve: ({ cursorEpoch, cursorSeq }, _args, ctx) =>
        ctx.cursors.write(ctx.viewer.workspaceId, { epoch: cursorEpoch, seq: cursorSeq }),
    }),
    fileName: t.string({ description: 'What the file is called.', resolve: fileName }),
    url: t.string({
      nullable: true,
      description: `Where to take the file with a GET, below the address of the API. Good for ${LINK_MINUTES} minutes without a token; each answer has a new one. Null: there is no file, or what you may see has changed since it was written.`,
      resolve: (row, _args, { viewer, clock, downloadLinks }) =>
        isTakable(row, viewer) ? exportLink(downloadLinks, row.id, clock()) : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When you asked for it.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the first page was begun. Null: not yet.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended, in whichever way. Null: not yet.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When it is thrown away with its file.',
    }),
  }),
});

nodeSource('Export', { permission: 'workspace:read', model: 'Export', isPersonal: true });

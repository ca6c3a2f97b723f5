import type { InputRef } from '@pothos/core';
import { builder } from '../../graphql/builder.ts';
import { keyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput } from '../../graphql/mutation.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import { exportCancel } from './export-cancel.ts';
import { exportStart } from './export-start.ts';
import { ExportFormat } from './export.type.ts';
import { exportableList, exportableNames } from './exportable-lists.ts';
import { TooManyExports } from './problems.ts';

const ExportConnection = builder.inputType('ExportConnection', {
  isOneOf: true,
  description: 'Exactly one list, with its filter; `{}` filters nothing out that the list shows.',
  fields: (t) =>
    Object.fromEntries(
      exportableNames.map((name) => {
        const { filter, noun } = exportableList(name);
        return [
          name,
          t.field({
            type: filter.ref as InputRef<object>,
            description: `The ${noun} that \`${name}\` shows with this filter.`,
          }),
        ];
      }),
    ),
});

commandMutation({
  name: 'exportStart',
  description:
    'Writes a list into a file, in the background: all its rows, in the order of their keys, as you may see them. At most 2 at once for a user and 10 for a workspace.',
  input: mutationInput('ExportStartInput', 'What to write, and how.', (t) => ({
    connection: t.field({
      type: ExportConnection,
      required: true,
      description: 'Which list, and which of its rows.',
    }),
    format: t.field({ type: ExportFormat, required: true, description: 'How to write it.' }),
  })),
  success: 'Export',
  problems: [TooManyExports],
  run: (ctx, { connection, format, idempotencyKey }, { schema }) => {
    const given = connection as Readonly<Record<string, object | null | undefined>>;
    const name = exportableNames.find((one) => given[one] != null);
    if (!name) throw new InvalidInput('Name one list.', ['connection']);
    return exportStart(ctx, schema, {
      connection: name,
      filter: given[name]!,
      format,
      idempotencyKey: idempotencyKey ?? undefined,
    });
  },
});

commandMutation({
  name: 'exportCancel',
  description:
    'Stops one of your exports, or throws away the file of one that is done. Once cancelled or failed it stays as it is.',
  input: mutationInput('ExportCancelInput', 'Which export.', (t) => ({
    exportId: t.id({ required: true, description: 'Which.' }),
  })),
  success: 'Export',
  run: (ctx, { exportId, idempotencyKey }) =>
    exportCancel(ctx, {
      id: keyOf('Export', exportId),
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});

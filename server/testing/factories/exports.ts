import { schema } from '../../src/app/schema.ts';
import { exportStart, type ExportStartInput } from '../../src/domains/exports/export-start.ts';
import type { Identified } from '../../src/kernel/ids.ts';
import type { CommandContext } from '../../src/live/change.ts';

/** Asks for the customers as JSONL, unless told otherwise. */
export function anExport(
  ctx: CommandContext,
  input: Partial<ExportStartInput> = {},
): Promise<Identified> {
  const asked = { connection: 'customers', filter: {}, format: 'JSONL', ...input } as const;
  return exportStart(ctx, schema, asked);
}

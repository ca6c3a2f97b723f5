import { randomUUID } from 'node:crypto';
import { coerceInputValue, type GraphQLInputType } from 'graphql';
import type { Engine } from '../../graphql/engine.ts';
import type { ListArguments, ListDefinition } from '../../graphql/list-definition.ts';
import { countSql, type KeyRow, keysSql } from '../../graphql/list-sql.ts';
import { globalId } from '../../graphql/global-id.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Database } from '../../platform/database.ts';
import { type ClaimedExport, holdingOn } from './claim-export.ts';
import { exportDocument } from './export-columns.ts';
import { type ExportRow, fileRows, fileStart } from './export-format.ts';
import { exportableList } from './exportable-lists.ts';

/** What reading a page needs. */
export interface PageReader {
  readonly database: Database;
  readonly engine: Engine;
  /** Rows of a page. Default 1,000; tests take fewer. */
  readonly pageRows?: number | undefined;
}

/** A page of an export, as it stands in the file. */
export interface ExportPage {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** The key of the last row that was looked at. */
  readonly position: string | null;
  /** Whether there is nothing behind it. */
  readonly isLast: boolean;
  /** How many rows there are to write, counted before the first page. */
  readonly rowsExpected: number;
}

/** Rows of a page, and the bytes after which it ends early: all that is held in memory of an export. */
const PAGE_ROWS = 1_000;
const PAGE_BYTES = 1_000_000;
/** As many as `nodes` takes. */
const STEP_ROWS = 100;

/**
 * Reads the next page of an export, in the order of its rows' keys, which no write changes. The rows
 * themselves are what the API answers to this viewer: loaded by a document, through the same engine,
 * with its masks and scope. A row that goes while it is read is left out; the log tells of it.
 */
export async function readExportPage(
  reader: PageReader,
  claimed: ClaimedExport,
  viewer: Viewer,
): Promise<ExportPage> {
  const list = byKey(exportableList(claimed.connection));
  const { format, columns } = claimed;
  const { pageRows = PAGE_ROWS } = reader;
  const stepRows = Math.min(STEP_ROWS, pageRows);
  const args = listArguments(reader.engine, list, claimed.filter, stepRows);
  const rowsExpected =
    claimed.rowsExpected ?? (await countRows(reader.database, list, viewer, args));
  let position = claimed.position;
  let text = position === null ? fileStart(format, columns) : '';
  let rows = 0;
  let isLast = false;
  const holdOn = holdingOn(reader.database, claimed);
  for (let seen = 0; !isLast && seen < pageRows && text.length < PAGE_BYTES; seen += stepRows) {
    const found = await reader.database.$queryRaw<KeyRow[]>(
      keysSql(list, viewer, args, position === null ? null : [position], null),
    );
    isLast = found.length <= stepRows;
    const keys = found.slice(0, stepRows).map(({ key }) => key);
    if (keys.length === 0) break;
    const loaded = await loadRows(reader.engine, viewer, list, columns, keys);
    text += fileRows(format, columns, loaded);
    rows += loaded.length;
    position = keys.at(-1)!;
    await holdOn();
  }
  return { content: new TextEncoder().encode(text), rows, position, isLast, rowsExpected };
}

/** The list in the order of its key alone. */
const byKey = (list: ListDefinition): ListDefinition => ({ ...list, defaultOrder: [] });

function listArguments(
  engine: Engine,
  list: ListDefinition,
  filter: object,
  size: number,
): ListArguments {
  const type = engine.schema.getType((list.filter.ref as unknown as { name: string }).name);
  return {
    size,
    isBackward: false,
    cursor: null,
    // Stored as JSON, which has no instants.
    filter: coerceInputValue(filter, type as GraphQLInputType),
    orderBy: [],
    search: null,
  };
}

async function countRows(
  database: Database,
  list: ListDefinition,
  viewer: Viewer,
  args: ListArguments,
): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>(countSql(list, viewer, args, null));
  return row?.count ?? 0;
}

async function loadRows(
  engine: Engine,
  viewer: Viewer,
  list: ListDefinition,
  columns: readonly string[],
  keys: readonly string[],
): Promise<ExportRow[]> {
  const { data, errors } = await engine.run(
    {
      document: engine.parse(exportDocument(list.type, columns)),
      variables: { ids: keys.map((key) => globalId(list.type, key)) },
    },
    { viewer, requestId: randomUUID(), caller: { address: '', userAgent: 'export' } },
  );
  if (errors) throw new Error('A page could not be read.', { cause: errors[0] });
  return ((data as { nodes: (ExportRow | null)[] }).nodes ?? []).filter((row) => row !== null);
}

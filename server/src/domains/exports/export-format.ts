import type { ExportFormat } from '@rapport/prisma';
import { fieldOf, headerOf } from './export-columns.ts';

/** One object as the API answers with it. */
export type ExportRow = Readonly<Record<string, unknown>>;

/** How a file of a format is served. */
export const formats: Readonly<
  Record<ExportFormat, { readonly extension: string; readonly contentType: string }>
> = {
  JSONL: { extension: 'jsonl', contentType: 'application/jsonl; charset=utf-8' },
  CSV: { extension: 'csv', contentType: 'text/csv; charset=utf-8; header=present' },
};

/** What stands before the first row. A CSV begins with a byte order mark, or spreadsheets take it for another alphabet. */
export function fileStart(format: ExportFormat, columns: readonly string[]): string {
  return format === 'CSV' ? `\uFEFF${csvLine(columns.map(headerOf))}` : '';
}

/**
 * Rows as text. JSONL: each as the API answers, one a line. CSV by RFC 4180: every value in quotes, null
 * as nothing at all, lines end in CRLF.
 */
export function fileRows(
  format: ExportFormat,
  columns: readonly string[],
  rows: readonly ExportRow[],
): string {
  if (format === 'JSONL') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const fields = columns.map(fieldOf);
  return rows.map((row) => csvLine(fields.map((field) => plainText(row[field])))).join('');
}

function csvLine(cells: readonly (string | null)[]): string {
  const quoted = cells.map((text) =>
    text === null ? '' : `"${harmless(text).replaceAll('"', '""')}"`,
  );
  return `${quoted.join(',')}\r\n`;
}

/** A list of texts is joined by `; `; parts that are objects are JSON; of another object there is the id alone. */
function plainText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join('; ');
  if (typeof value === 'object' && 'id' in value) return String(value.id);
  return JSON.stringify(value);
}

const BEGINS_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
const IS_A_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * A spreadsheet runs what begins like a formula, whoever wrote it: such a text gets an apostrophe
 * before it. Numbers and telephone numbers stay as they are.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function harmless(text: string): string {
  return BEGINS_A_FORMULA.test(text) && !IS_A_NUMBER.test(text) ? `'${text}` : text;
}

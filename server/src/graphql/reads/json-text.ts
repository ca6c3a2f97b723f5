import { Prisma } from '../../platform/database.ts';

type Sql = Prisma.Sql;

/**
 * A part of a JSON text: itself, or an SQL expression of type text that is never null, or how that is
 * made once everything else of its SELECT has been told.
 */
export type Piece = string | Sql | (() => Sql);

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The pieces, one after the other, as one SQL expression of type text. Neighbouring texts become one
 * literal; the rest is a balanced tree of `||`, which copies least and was faster than `concat()`.
 */
export function textOf(pieces: readonly Piece[]): Sql {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string')
      merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  const parts = merged.map((piece) =>
    typeof piece === 'string'
      ? Prisma.raw(literal(piece))
      : typeof piece === 'function'
        ? piece()
        : piece,
  );
  if (parts.length === 0) return Prisma.raw("''::text");
  return parts.length === 1 ? Prisma.sql`(${parts[0]!})::text` : concatenated(parts);
}

function concatenated(parts: readonly Sql[]): Sql {
  if (parts.length === 1) return parts[0]!;
  const middle = parts.length >> 1;
  return Prisma.sql`(${concatenated(parts.slice(0, middle))} || ${concatenated(parts.slice(middle))})`;
}

/** The pieces of a JSON object, from the pieces of its values by name. */
export function objectPieces(
  entries: Iterable<readonly [key: string, value: readonly Piece[]]>,
): Piece[] {
  const pieces: Piece[] = [];
  for (const [key, value] of entries) {
    pieces.push(`${pieces.length === 0 ? '{' : ','}${JSON.stringify(key)}:`, ...value);
  }
  pieces.push(pieces.length === 0 ? '{}' : '}');
  return pieces;
}

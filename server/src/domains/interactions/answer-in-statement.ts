import type { Prisma } from '../../platform/database.ts';

/** More answers than this are read by a statement of their own: each is one more that stays prepared. */
const MOST_ANSWERS = 100;

const known = new Map<string, boolean>();

/**
 * The answer to a logged interaction as a part of the statement that logs it: there `interactions` and
 * `customers` are names of what was just written, one row each. Null: the answer asks those tables for
 * more than the interaction and its customer, or is one of too many.
 */
export function answerInStatement(answer: Prisma.Sql | null): Prisma.Sql | null {
  if (!answer) return null;
  const text = answer.strings.join('?');
  let fits = known.get(text);
  if (fits === undefined) {
    if (known.size >= MOST_ANSWERS) return null;
    known.set(text, (fits = asksForWritten(text)));
  }
  return fits ? answer : null;
}

/** The row by its key, its customer as the one joined to it or by which it is in scope; any other mention is more. */
function asksForWritten(text: string): boolean {
  const others = text
    .replace(/FROM interactions x WHERE x\.workspace_id = \?::uuid AND x\.id = \?::uuid/u, '')
    .replaceAll(/LEFT JOIN customers (t\d+) ON \1\.id = t1\.customer_id/gu, '')
    .replace(/FROM customers x_parent\b/u, '');
  return others.length < text.length && !/\b(?:interactions|customers)\b/u.test(others);
}

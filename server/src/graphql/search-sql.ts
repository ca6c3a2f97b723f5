import type { Visibility } from '../kernel/viewer.ts';
import { Prisma } from '../platform/database.ts';
import type { ListDefinition } from './list-definition.ts';

type Sql = Prisma.Sql;

/**
 * The condition that a row matches a search. For those from whom some of the words are hidden the
 * indexes only propose: what decides are the words they see, so that nobody finds out by searching
 * what is hidden.
 */
export function matches(list: ListDefinition, viewer: Visibility, search: string): Sql {
  const indexed = Prisma.sql`(x.search_vector @@ ${wordsQuery(search)} OR x.search_text %> search_words(${search}))`;
  const seen = seenWords(list, viewer);
  if (!seen) return indexed;
  return Prisma.sql`(${indexed} AND (${seenVector(seen)} @@ ${wordsQuery(search)} OR ${Prisma.join(
    seen.map((words) => Prisma.sql`search_words(${words}) %> search_words(${search})`),
    ' OR ',
  )}))`;
}

/** How well a row matches, by the same words: the better, the greater. */
export function relevance(list: ListDefinition, viewer: Visibility, search: string): Sql {
  const seen = seenWords(list, viewer);
  const vector = seen ? seenVector(seen) : Prisma.sql`x.search_vector`;
  const similarity = (text: Sql) => Prisma.sql`word_similarity(search_words(${search}), ${text})`;
  const similarities = seen
    ? Prisma.sql`greatest(${Prisma.join(seen.map((words) => similarity(Prisma.sql`search_words(${words})`)))})`
    : similarity(Prisma.sql`x.search_text`);
  return Prisma.sql`round((CASE WHEN ${vector} @@ ${wordsQuery(search)} THEN 1 ELSE 0 END + ${similarities})::numeric, 5)`;
}

/**
 * The words that the viewer sees, in the stretches that hidden ones leave; null where it sees all. A
 * stretch resembles a search no more than the whole does, so the index proposes whatever matches here.
 */
function seenWords({ words = [] }: ListDefinition, { masks }: Visibility): Sql[] | null {
  const isHidden = ({ maskedBy }: { maskedBy?: string }) => masks.has(maskedBy as never);
  if (!words.some(isHidden)) return null;
  const stretches: string[][] = [[]];
  for (const part of words) {
    if (isHidden(part)) stretches.push([]);
    else stretches.at(-1)!.push(part.sql);
  }
  return stretches.filter(({ length }) => length > 0).map((parts) => Prisma.raw(parts.join(', ')));
}

function seenVector(seen: readonly Sql[]): Sql {
  return Prisma.sql`to_tsvector('simple', search_words(${Prisma.join([...seen])}))`;
}

/** Every word of the search as a prefix, folded like the columns are. */
function wordsQuery(search: string): Sql {
  return Prisma.sql`to_tsquery('simple', array_to_string(ARRAY(
    SELECT quote_literal(word) || ':*' FROM regexp_split_to_table(search_words(${search}), '\\s+') word WHERE word <> ''
  ), ' & '))`;
}

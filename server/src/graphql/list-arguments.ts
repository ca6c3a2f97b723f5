import type { ListArguments } from './list-definition.ts';
import { Refusal } from './refusal.ts';

/** How many rows a page has where nobody says. */
export const DEFAULT_PAGE_SIZE = 25;
/** The most rows of a page. */
export const MAX_PAGE_SIZE = 100;

const LONGEST_SEARCH = 100;

/** The arguments of a list, as GraphQL hands them over. */
export interface RawListArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly filter?: unknown;
  readonly orderBy?:
    | readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
    | null
    | undefined;
  readonly search?: string | null | undefined;
}

/**
 * Judges the arguments. Sizes above 100 are refused, not cut: a caller that asked for 500 and got
 * 100 would believe it has all.
 *
 * @throws {Refusal} PAGE_SIZE, INVALID_INPUT
 */
export function listArguments(raw: RawListArguments): ListArguments {
  const { first, last } = raw;
  if (first != null && last != null) {
    throw new Refusal('INVALID_INPUT', 'Give `first` or `last`, not both.');
  }
  const isBackward = last != null;
  const size = pageSize(first ?? last ?? DEFAULT_PAGE_SIZE);
  if (isBackward ? raw.after != null : raw.before != null) {
    throw new Refusal('INVALID_INPUT', '`after` goes with `first`, `before` with `last`.');
  }
  const search = searchWords(raw.search ?? '');
  if (search.length > LONGEST_SEARCH) {
    throw new Refusal('INVALID_INPUT', `A search has at most ${LONGEST_SEARCH} characters.`);
  }
  const orderBy = raw.orderBy ?? [];
  if (orderBy.length > 3 || new Set(orderBy.map((o) => o.field)).size < orderBy.length) {
    throw new Refusal('INVALID_INPUT', 'Order by at most 3 different fields.');
  }
  return {
    size,
    isBackward,
    cursor: raw.after ?? raw.before ?? null,
    filter: raw.filter,
    orderBy,
    search: search === '' ? null : search,
  };
}

/** The size, if a page may have it. @throws {Refusal} PAGE_SIZE */
export function pageSize(size: number): number {
  if (size < 0 || size > MAX_PAGE_SIZE) {
    throw new Refusal(
      'PAGE_SIZE',
      `Ask for 0 to ${MAX_PAGE_SIZE} rows at once; this asks for ${size}.`,
    );
  }
  return size;
}

/** A number written with its plus is one word, as it is stored; a backslash would be an escape in a tsquery. */
function searchWords(given: string): string {
  const words = given.replaceAll('\\', ' ').trim();
  return /^\+[\d\s().\-/]+$/.test(words) ? words.replaceAll(/\D/g, '') : words;
}

/** The condition of one field, as the API's equality filters have it. */
interface Equality {
  readonly eq?: unknown;
  readonly in?: unknown;
  readonly isNull?: unknown;
}

/** Yes, no, or not to be decided here. */
export type Match = boolean | 'unknown';

/**
 * Tells whether a cached object belongs to a list with that filter, by the rules of the API: everything
 * given must hold. `valueOf` answers undefined for a field that is not cached.
 */
export function matchesFilter(filter: unknown, valueOf: (field: string) => unknown): Match {
  if (!isRecord(filter)) return true;
  return every(
    Object.entries(filter)
      .filter(([, given]) => given !== null && given !== undefined)
      .map(([field, given]) => {
        if (field === 'and') return every(asList(given).map((one) => matchesFilter(one, valueOf)));
        if (field === 'or')
          return not(every(asList(given).map((one) => not(matchesFilter(one, valueOf)))));
        if (field === 'not') return not(matchesFilter(given, valueOf));
        return matchesEquality(given, valueOf(field));
      }),
  );
}

function matchesEquality(given: unknown, value: unknown): Match {
  if (!isRecord(given) || value === undefined) return 'unknown';
  const { eq, in: oneOf, isNull, ...others }: Equality = given;
  if (Object.keys(others).length > 0) return 'unknown';
  return (
    (eq === undefined || eq === null || eq === value) &&
    (oneOf === undefined || oneOf === null || asList(oneOf).includes(value)) &&
    (isNull === undefined || isNull === null || isNull === (value === null))
  );
}

function every(matches: readonly Match[]): Match {
  if (matches.includes(false)) return false;
  return matches.includes('unknown') ? 'unknown' : true;
}

const not = (match: Match): Match => (match === 'unknown' ? match : !match);

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a list of known values from a search parameter; what is not known is left out. */
export function listOf<Value extends string>(given: unknown, known: readonly Value[]): Value[] {
  const values = Array.isArray(given) ? given : [given];
  return known.filter((value) => values.includes(value));
}

/** Reads a list of ids from a search parameter. */
export function idsOf(given: unknown): string[] {
  const values = Array.isArray(given) ? given : [given];
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** Reads one text from a search parameter. Numbers are texts here: the address does not tell them apart. */
export function textOf(given: unknown): string {
  return typeof given === 'string' || typeof given === 'number' ? String(given) : '';
}

/** Leaves out what is empty, so that the address says only what was chosen. */
export function withoutEmpty<Params extends object>(params: Params): Partial<Params> {
  const entries = Object.entries(params).filter(
    ([, value]) => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as Partial<Params>;
}

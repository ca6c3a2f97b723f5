import { Forbidden } from './problem.ts';

/**
 * What can be hidden from a role while it sees the rest of the object. A masked field is null, a
 * masked list empty; it can be neither searched, filtered by, nor written. Closed: a domain with
 * something to hide adds its line here.
 */
export const fieldMasks = [
  'customers.email',
  'customers.phone',
  'interactions.content',
  'interactions.participants',
] as const;

export type FieldMask = (typeof fieldMasks)[number];

/** The fields of an input that somebody may be kept from, and by what. */
export type MaskedInput<Input> = { readonly [Field in keyof Input]?: FieldMask };

/**
 * Sees to it that nobody writes what is hidden from them. What is not spoken of is not written; in
 * something new, neither is what is null or empty.
 *
 * @throws {Forbidden} a hidden field is given
 */
export function requireUnmasked<Input extends object>(
  masks: ReadonlySet<FieldMask>,
  input: Input,
  masked: MaskedInput<Input>,
  isNew = false,
): void {
  for (const field of Object.keys(masked) as (keyof Input & string)[]) {
    const value = input[field];
    const isGiven = isNew ? value != null && !isEmpty(value) : value !== undefined;
    if (isGiven && masks.has(masked[field]!)) {
      throw new Forbidden('Your role may not see this, nor change it.', [field]);
    }
  }
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

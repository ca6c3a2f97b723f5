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

/** The orders a list of customers can have, as the address names them. */
export const customerSorts = {
  name: 'Name, A to Z',
  active: 'Last activity',
  newest: 'Newest first',
} as const;

export type CustomerSort = keyof typeof customerSorts;

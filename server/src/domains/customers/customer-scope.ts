import type { RowRule } from '../../graphql/visibility.ts';

/** Which customers a viewer sees: all, those of its team, or its own. */
export const customerRows: RowRule = {
  by: 'COLUMNS',
  team: { column: 'team_id', field: 'teamId' },
  owner: { column: 'owner_id', field: 'ownerId' },
};

/** How rows that belong to a customer by `customer_id` are seen: with it. */
export const rowsOfCustomers: RowRule = {
  by: 'PARENT',
  table: 'customers',
  rule: customerRows,
  column: 'customer_id',
  relation: 'customer',
};

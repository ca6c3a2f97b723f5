/** What other domains and the app may use of customers. */
export { createCustomer } from './create-customer.ts';
export { createOrganization } from './create-organization.ts';
export { customerRows, rowsOfCustomers } from './customer-scope.ts';
export { textField } from './text-fields.ts';
export { requireMember } from './workspace-references.ts';

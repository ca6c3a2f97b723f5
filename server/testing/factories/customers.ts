import {
  createCustomer,
  type CreateCustomerInput,
} from '../../src/domains/customers/create-customer.ts';
import {
  createOrganization,
  type CreateOrganizationInput,
} from '../../src/domains/customers/create-organization.ts';
import type { CommandContext } from '../../src/live/change.ts';

/** Takes a person into the record; answers with the key. */
export async function aCustomer(
  ctx: CommandContext,
  input: Partial<CreateCustomerInput> = {},
): Promise<string> {
  return (await createCustomer(ctx, { name: 'Ayşe Yılmaz', ...input })).id;
}

/** Takes an organisation into the record; answers with the key. */
export async function anOrganization(
  ctx: CommandContext,
  input: Partial<CreateOrganizationInput> = {},
): Promise<string> {
  return (await createOrganization(ctx, { name: 'Yılmaz Kahve', ...input })).id;
}

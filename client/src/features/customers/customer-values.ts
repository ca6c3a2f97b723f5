import { graphql, type ResultOf } from '../../graph/graphql.ts';
import { type LifecycleStage, lifecycleStages } from './lifecycle-stages.ts';

/** What can be edited of a customer. */
export const customerValuesFragment = graphql(`
  fragment CustomerValues on Customer @_unmask {
    id
    version
    name
    email
    phone
    jobTitle
    lifecycleStage
    timeZone
    tags
  }
`);

export type EditedCustomer = ResultOf<typeof customerValuesFragment>;

/** A customer as a form holds it: empty text instead of nothing. */
export interface CustomerValues {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly jobTitle: string;
  readonly lifecycleStage: LifecycleStage;
  readonly timeZone: string;
  readonly tags: readonly string[];
}

export type CustomerField = keyof CustomerValues;

export const customerFields: Readonly<Record<CustomerField, string>> = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  jobTitle: 'Job title',
  lifecycleStage: 'Stage',
  timeZone: 'Time zone',
  tags: 'Tags',
};

export const fieldNames = Object.keys(customerFields) as readonly CustomerField[];

export function valuesOf(customer: EditedCustomer): CustomerValues {
  const { name, email, phone, jobTitle, lifecycleStage, timeZone, tags } = customer;
  return {
    name,
    email: email ?? '',
    phone: phone ?? '',
    jobTitle: jobTitle ?? '',
    lifecycleStage,
    timeZone: timeZone ?? '',
    tags,
  };
}

/** A field's value in words, for showing two versions beside each other. */
export function shownValue(values: CustomerValues, field: CustomerField): string {
  if (field === 'lifecycleStage') return lifecycleStages[values.lifecycleStage].label;
  const value = values[field];
  const text = typeof value === 'string' ? value : value.join(', ');
  return text === '' ? 'Nothing' : text;
}

export function isSame(one: CustomerValues, other: CustomerValues, field: CustomerField): boolean {
  return JSON.stringify(one[field]) === JSON.stringify(other[field]);
}

type CustomerChanges = Partial<
  Pick<ReturnType<typeof graphql.scalar<'UpdateCustomerInput'>>, CustomerField>
>;

/** The fields in which `values` differ from `base`, as the API takes them: null for what was emptied. */
export function changesSince(base: CustomerValues, values: CustomerValues) {
  const entries = fieldNames
    .filter((field) => !isSame(base, values, field))
    .map((field) => [field, values[field] === '' ? null : values[field]]);
  return Object.fromEntries(entries) as CustomerChanges;
}

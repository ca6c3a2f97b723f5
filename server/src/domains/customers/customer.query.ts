import { builder } from '../../graphql/builder.ts';
import { defineConnection, listField } from '../../graphql/connection.ts';
import {
  booleanFilter,
  dateTimeFilter,
  enumFilter,
  idFilter,
  stringFilter,
  tagsFilter,
} from '../../graphql/filter-field.ts';
import { defineFilter } from '../../graphql/filter.ts';
import { keyOf } from '../../graphql/global-id.ts';
import type { ListDefinition } from '../../graphql/list-definition.ts';
import { oneField } from '../../graphql/one-field.ts';
import { Refusal } from '../../graphql/refusal.ts';
import { Prisma } from '../../platform/database.ts';
import { customerRows } from './customer-scope.ts';
import { LifecycleStage } from './lifecycle-stage.type.ts';

const filter = defineFilter('CustomerFilter', 'customers', {
  id: idFilter('Customer', 'id', 'By the customer itself.'),
  lifecycleStage: enumFilter(
    LifecycleStage,
    'lifecycle_stage',
    'lifecycle_stage',
    'By how far they have come.',
  ),
  ownerId: idFilter('User', 'owner_id', 'By who looks after them.'),
  teamId: idFilter('Team', 'team_id', 'By the team that they stand in.'),
  organizationId: idFilter('Organization', 'organization_id', 'By where they belong.'),
  phone: stringFilter('phone', 'By the main number, in E.164.', 'customers.phone'),
  externalId: stringFilter('external_id', 'By the id in your own system.'),
  tags: tagsFilter('tags', 'By tags.'),
  createdAt: dateTimeFilter('created_at', 'By when they came into the record.'),
  updatedAt: dateTimeFilter('updated_at', 'By when the profile last changed.'),
  lastInteractionAt: dateTimeFilter(
    'last_interaction_at',
    'By when they last had to do with the firm.',
    "'-infinity'",
  ),
  isArchived: booleanFilter(
    'True: only archived ones. Archived customers are left out unless the filter speaks of this.',
    (isArchived) => Prisma.sql`(x.archived_at IS NOT NULL) = ${isArchived}`,
  ),
});

/** The customers of the workspace. */
export const customerList: ListDefinition = {
  type: 'Customer',
  noun: 'customers',
  table: 'customers',
  key: 'id',
  permission: 'customers:read',
  rows: customerRows,
  filter,
  always: (value) =>
    filter.mentions(value, 'isArchived') ? null : Prisma.sql`x.archived_at IS NULL`,
  orders: {
    NAME: {
      sql: 'x.sort_name',
      cast: 'text',
      description: 'By name, without regard to case and accents.',
    },
    CREATED_AT: {
      sql: 'x.created_at',
      cast: 'timestamptz',
      description: 'By when they came into the record.',
    },
    UPDATED_AT: {
      sql: 'x.updated_at',
      cast: 'timestamptz',
      description: 'By when the profile last changed.',
    },
    LAST_INTERACTION_AT: {
      sql: `coalesce(x.last_interaction_at, '-infinity')`,
      cast: 'timestamptz',
      description: 'By when they last had to do with the firm; those who never had are earliest.',
    },
  },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
  measures: {
    createdAt: {
      sql: 'x.created_at',
      type: 'DATE_TIME',
      description: 'When they came into the record.',
    },
    updatedAt: {
      sql: 'x.updated_at',
      type: 'DATE_TIME',
      description: 'When the profile last changed.',
    },
    lastInteractionAt: {
      sql: 'x.last_interaction_at',
      type: 'DATE_TIME',
      description: 'When they last had to do with the firm.',
    },
  },
  groupings: {
    lifecycleStage: {
      sql: 'x.lifecycle_stage',
      by: 'ENUM',
      type: LifecycleStage,
      description: 'How far they have come.',
    },
    owner: {
      sql: 'x.owner_id',
      by: 'REFERENCE',
      type: 'User',
      description: 'Who looks after them.',
    },
    team: {
      sql: 'x.team_id',
      by: 'REFERENCE',
      type: 'Team',
      description: 'The team that they stand in.',
    },
    organization: {
      sql: 'x.organization_id',
      by: 'REFERENCE',
      type: 'Organization',
      description: 'Where they belong.',
    },
    locale: { sql: 'x.locale', by: 'TEXT', description: 'The language to write to them in.' },
    timeZone: { sql: 'x.time_zone', by: 'TEXT', description: 'The time zone that they live in.' },
    createdAt: { sql: 'x.created_at', by: 'TIME', description: 'When they came into the record.' },
    updatedAt: { sql: 'x.updated_at', by: 'TIME', description: 'When the profile last changed.' },
    lastInteractionAt: {
      sql: 'x.last_interaction_at',
      by: 'TIME',
      description: 'When they last had to do with the firm.',
    },
  },
  isSearchable: true,
  words: [
    { sql: 'x.name, x.given_name, x.family_name' },
    { sql: 'x.email, array_to_text(x.other_emails)', maskedBy: 'customers.email' },
    { sql: 'x.phone', maskedBy: 'customers.phone' },
    { sql: 'x.external_id' },
  ],
};

defineConnection(customerList);

const CustomerBy = builder.inputType('CustomerBy', {
  isOneOf: true,
  description: 'Exactly one way to name a customer.',
  fields: (t) => ({
    id: t.id({ description: 'The global id.' }),
    externalId: t.string({ description: 'The id in your own system.' }),
    email: t.string({
      description: 'Any address of an unarchived customer; case does not matter.',
    }),
  }),
});

builder.queryFields((t) => ({
  customer: t.field({
    type: 'Customer' as never,
    nullable: true,
    authScopes: { can: 'customers:read' },
    description:
      'One customer. Null: there is none in your workspace. By `id` and `externalId` archived ones are found too.',
    args: { by: t.arg({ type: CustomerBy, required: true, description: 'Which.' }) },
    ...oneField<{ by: typeof CustomerBy.$inferInput }>('Customer', ({ by }, { masks }) => {
      if (by.externalId != null) return Prisma.sql`x.external_id = ${by.externalId}`;
      if (by.id != null) return Prisma.sql`x.id = ${keyOf('Customer', by.id)}::uuid`;
      if (masks.has('customers.email'))
        throw new Refusal('FORBIDDEN', 'Your role may not see e-mail addresses, nor find by them.');
      const email = by.email ?? '';
      if (email.length > 320 || email.includes('\0'))
        throw new Refusal('INVALID_INPUT', 'This is not an e-mail address.');
      return Prisma.sql`x.id = (
        SELECT e.customer_id FROM customer_emails e
        WHERE e.workspace_id = x.workspace_id AND e.email = fold_email(${email.trim()}))`;
    }),
  }),
  customers: listField(t, customerList, 'The customers of your workspace.'),
}));

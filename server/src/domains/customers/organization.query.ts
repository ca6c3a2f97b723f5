import { builder } from '../../graphql/builder.ts';
import { defineConnection, listField } from '../../graphql/connection.ts';
import {
  booleanFilter,
  dateTimeFilter,
  idFilter,
  intFilter,
  stringFilter,
  tagsFilter,
} from '../../graphql/filter-field.ts';
import { defineFilter } from '../../graphql/filter.ts';
import { keyOf } from '../../graphql/global-id.ts';
import type { ListDefinition } from '../../graphql/list-definition.ts';
import { oneField } from '../../graphql/one-field.ts';
import { Prisma } from '../../platform/database.ts';
import { customerList } from './customer.query.ts';

const filter = defineFilter('OrganizationFilter', 'organisations', {
  id: idFilter('Organization', 'id', 'By the organisation itself.'),
  parentId: idFilter('Organization', 'parent_id', 'By what it is a part of.'),
  domain: stringFilter('domain', 'By its web domain, in lower case.'),
  industry: stringFilter('industry', 'By what it does.'),
  country: stringFilter('country', 'By country, ISO 3166-1 alpha-2.'),
  size: intFilter('size', 'By how many people work there.', '-1'),
  externalId: stringFilter('external_id', 'By the id in your own system.'),
  tags: tagsFilter('tags', 'By tags.'),
  createdAt: dateTimeFilter('created_at', 'By when it came into the record.'),
  updatedAt: dateTimeFilter('updated_at', 'By when it last changed.'),
  isArchived: booleanFilter(
    'True: only archived ones. Archived organisations are left out unless the filter speaks of this.',
    (isArchived) => Prisma.sql`(x.archived_at IS NOT NULL) = ${isArchived}`,
  ),
});

/** The organisations of the workspace. */
const organizationList: ListDefinition = {
  type: 'Organization',
  noun: 'organisations',
  table: 'organizations',
  key: 'id',
  permission: 'organizations:read',
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
      description: 'By when it came into the record.',
    },
    UPDATED_AT: {
      sql: 'x.updated_at',
      cast: 'timestamptz',
      description: 'By when it last changed.',
    },
    SIZE: {
      sql: 'coalesce(x.size, -1)',
      cast: 'int',
      description: 'By how many people work there; not known is least.',
    },
  },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
  measures: {
    size: { sql: 'x.size', type: 'INT', description: 'How many people work there.' },
    createdAt: {
      sql: 'x.created_at',
      type: 'DATE_TIME',
      description: 'When they came into the record.',
    },
    updatedAt: { sql: 'x.updated_at', type: 'DATE_TIME', description: 'When they last changed.' },
  },
  groupings: {
    industry: { sql: 'x.industry', by: 'TEXT', description: 'What they do.' },
    country: { sql: 'x.country', by: 'TEXT', description: 'Their country, ISO 3166-1 alpha-2.' },
    parent: {
      sql: 'x.parent_id',
      by: 'REFERENCE',
      type: 'Organization',
      description: 'What they are a part of.',
    },
    createdAt: { sql: 'x.created_at', by: 'TIME', description: 'When they came into the record.' },
    updatedAt: { sql: 'x.updated_at', by: 'TIME', description: 'When they last changed.' },
  },
  isSearchable: true,
};

defineConnection(organizationList);

const OrganizationBy = builder.inputType('OrganizationBy', {
  isOneOf: true,
  description: 'Exactly one way to name an organisation.',
  fields: (t) => ({
    id: t.id({ description: 'The global id.' }),
    externalId: t.string({ description: 'The id in your own system.' }),
  }),
});

builder.queryFields((t) => ({
  organization: t.field({
    type: 'Organization' as never,
    nullable: true,
    authScopes: { can: 'organizations:read' },
    description: 'One organisation, archived or not. Null: there is none in your workspace.',
    args: { by: t.arg({ type: OrganizationBy, required: true, description: 'Which.' }) },
    ...oneField<{ by: typeof OrganizationBy.$inferInput }>('Organization', ({ by }) =>
      by.externalId != null
        ? Prisma.sql`x.external_id = ${by.externalId}`
        : Prisma.sql`x.id = ${keyOf('Organization', by.id ?? '')}::uuid`,
    ),
  }),
  organizations: listField(t, organizationList, 'The organisations of your workspace.'),
}));

builder.prismaObjectFields('Organization', (t) => ({
  customers: listField(t, customerList, 'The people who belong to it.', {
    column: 'organization_id',
  }),
  subsidiaries: listField(t, organizationList, 'The organisations that are a part of it.', {
    column: 'parent_id',
  }),
}));

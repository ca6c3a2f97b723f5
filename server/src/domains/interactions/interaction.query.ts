import { builder } from '../../graphql/builder.ts';
import { defineConnection, listField } from '../../graphql/connection.ts';
import { dateTimeFilter, enumFilter, idFilter, stringFilter } from '../../graphql/filter-field.ts';
import { defineFilter } from '../../graphql/filter.ts';
import type { ListDefinition } from '../../graphql/list-definition.ts';
import { rowsOfCustomers } from '../customers/public.ts';
import { Channel, Direction } from './channel.type.ts';

/** The interactions of the workspace. */
const interactionList: ListDefinition = {
  type: 'Interaction',
  noun: 'interactions',
  table: 'interactions',
  key: 'id',
  permission: 'interactions:read',
  rows: rowsOfCustomers,
  filter: defineFilter('InteractionFilter', 'interactions', {
    id: idFilter('Interaction', 'id', 'By the interaction itself.'),
    customerId: idFilter('Customer', 'customer_id', 'By whom it was with.'),
    organizationId: idFilter('Organization', 'organization_id', 'By where the customer belonged.'),
    agentId: idFilter('User', 'agent_id', 'By who had it with the customer.'),
    channel: enumFilter(Channel, 'channel', 'channel', 'By how it took place.'),
    direction: enumFilter(Direction, 'direction', 'direction', 'By who turned to whom.'),
    occurredAt: dateTimeFilter('occurred_at', 'By when it happened.'),
    source: stringFilter('source', 'By what recorded it.'),
    externalId: stringFilter('external_id', 'By the id in your own system.'),
  }),
  orders: {
    OCCURRED_AT: { sql: 'x.occurred_at', cast: 'timestamptz', description: 'By when it happened.' },
    CREATED_AT: {
      sql: 'x.created_at',
      cast: 'timestamptz',
      description: 'By when it was written down.',
    },
  },
  defaultOrder: [{ field: 'OCCURRED_AT', direction: 'DESC' }],
  measures: {
    durationSeconds: {
      sql: 'x.duration_seconds',
      type: 'INT',
      description: 'How long they took, in seconds.',
    },
    occurredAt: { sql: 'x.occurred_at', type: 'DATE_TIME', description: 'When they happened.' },
    createdAt: {
      sql: 'x.created_at',
      type: 'DATE_TIME',
      description: 'When they were written down.',
    },
  },
  groupings: {
    channel: { sql: 'x.channel', by: 'ENUM', type: Channel, description: 'How they took place.' },
    direction: {
      sql: 'x.direction',
      by: 'ENUM',
      type: Direction,
      description: 'Who turned to whom.',
    },
    customer: {
      sql: 'x.customer_id',
      by: 'REFERENCE',
      type: 'Customer',
      description: 'Whom they were with.',
    },
    organization: {
      sql: 'x.organization_id',
      by: 'REFERENCE',
      type: 'Organization',
      description: 'Where the customer belonged.',
    },
    agent: {
      sql: 'x.agent_id',
      by: 'REFERENCE',
      type: 'User',
      description: 'Who had them with the customer.',
    },
    source: { sql: 'x.source', by: 'TEXT', description: 'What recorded them.' },
    occurredAt: { sql: 'x.occurred_at', by: 'TIME', description: 'When they happened.' },
    createdAt: { sql: 'x.created_at', by: 'TIME', description: 'When they were written down.' },
  },
  isSearchable: false,
};

defineConnection(interactionList);

builder.queryField('interactions', (t) =>
  listField(t, interactionList, 'What happened with the customers of your workspace.'),
);

// The rows are ours, so the fields on others' types are ours too: customers need not know that interactions exist.
builder.prismaObjectField('Customer', 'interactions', (t) =>
  listField(t, interactionList, 'What happened with this customer.', { column: 'customer_id' }),
);
builder.prismaObjectField('Organization', 'interactions', (t) =>
  listField(t, interactionList, 'What happened with people while they belonged to it.', {
    column: 'organization_id',
  }),
);

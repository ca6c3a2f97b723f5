import { builder } from '../../graphql/builder.ts';
import { defineConnection, listField } from '../../graphql/connection.ts';
import { defineFilter } from '../../graphql/filter.ts';
import { booleanFilter, idFilter } from '../../graphql/filter-field.ts';
import type { ListDefinition } from '../../graphql/list-definition.ts';
import { Prisma } from '../../platform/database.ts';

const filter = defineFilter('TeamFilter', 'teams', {
  id: idFilter('Team', 'id', 'By the team itself.'),
  isArchived: booleanFilter(
    'True: only archived ones. Archived teams are left out unless the filter speaks of this.',
    (isArchived) => Prisma.sql`(x.archived_at IS NOT NULL) = ${isArchived}`,
  ),
});

/** The teams of the workspace. */
const teamList: ListDefinition = {
  type: 'Team',
  noun: 'teams',
  table: 'teams',
  key: 'id',
  permission: 'users:read',
  filter,
  always: (value) =>
    filter.mentions(value, 'isArchived') ? null : Prisma.sql`x.archived_at IS NULL`,
  orders: {
    NAME: {
      sql: 'fold_text(x.name)',
      cast: 'text',
      description: 'By name, without regard to case and accents.',
    },
    CREATED_AT: { sql: 'x.created_at', cast: 'timestamptz', description: 'By when they began.' },
  },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
  measures: {
    createdAt: { sql: 'x.created_at', type: 'DATE_TIME', description: 'When they began.' },
  },
  groupings: {
    createdAt: { sql: 'x.created_at', by: 'TIME', description: 'When they began.' },
  },
  isSearchable: false,
};

defineConnection(teamList);

builder.queryField('teams', (t) => listField(t, teamList, 'The teams of your workspace.'));

import { builder } from '../../graphql/builder.ts';
import { defineConnection, listField } from '../../graphql/connection.ts';
import { defineFilter } from '../../graphql/filter.ts';
import { booleanFilter, enumFilter, idFilter } from '../../graphql/filter-field.ts';
import type { ListDefinition } from '../../graphql/list-definition.ts';
import { Prisma } from '../../platform/database.ts';
import { Role } from './role.type.ts';

/** The users of the workspace. */
export const userList: ListDefinition = {
  type: 'User',
  noun: 'users',
  table: 'memberships',
  key: 'user_id',
  permission: 'users:read',
  filter: defineFilter('UserFilter', 'users', {
    id: idFilter('User', 'user_id', 'By the user itself.'),
    role: enumFilter(Role, 'role', 'role', 'By what they may do.'),
    teamId: idFilter('Team', 'team_id', 'By their team.'),
    isSuspended: booleanFilter(
      'True: only suspended ones. False: only those who can come in.',
      (isSuspended) => Prisma.sql`(x.suspended_at IS NOT NULL) = ${isSuspended}`,
    ),
  }),
  orders: {
    CREATED_AT: { sql: 'x.created_at', cast: 'timestamptz', description: 'When they joined.' },
  },
  defaultOrder: [{ field: 'CREATED_AT', direction: 'ASC' }],
  measures: {
    createdAt: { sql: 'x.created_at', type: 'DATE_TIME', description: 'When they joined.' },
  },
  groupings: {
    role: { sql: 'x.role', by: 'ENUM', type: Role, description: 'What they may do.' },
    team: { sql: 'x.team_id', by: 'REFERENCE', type: 'Team', description: 'Their team.' },
    createdAt: { sql: 'x.created_at', by: 'TIME', description: 'When they joined.' },
  },
  isSearchable: false,
};

defineConnection(userList);

builder.queryField('users', (t) => listField(t, userList, 'Who works in the workspace.'));

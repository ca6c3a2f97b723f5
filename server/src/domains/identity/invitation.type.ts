import { builder } from '../../graphql/builder.ts';
import { defineConnection, listField } from '../../graphql/connection.ts';
import { defineFilter } from '../../graphql/filter.ts';
import { booleanFilter, idFilter } from '../../graphql/filter-field.ts';
import type { ListDefinition } from '../../graphql/list-definition.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { Prisma } from '../../platform/database.ts';
import { Role } from './role.type.ts';

/** `Invitation`: the offer to join, without its secret. */
builder.prismaNode('Invitation', {
  description: 'The offer to join the workspace, good for whoever holds its link.',
  id: { resolve: ({ id }) => id, description: 'Global id.' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ workspaceId_id: { workspaceId: viewer.workspaceId, id } }),
  fields: (t) => ({
    email: t.expose('email', {
      type: 'EmailAddress',
      description: 'What the invited is going to sign in with.',
    }),
    role: t.expose('role', { type: Role, description: 'What they will be.' }),
    team: t.relation('team', {
      nullable: true,
      description: 'The team they will be in. Null: none.',
    }),
    invitedBy: t.relation('invitedBy', {
      nullable: true,
      description: 'Who invited them. Null: the installation itself.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they were invited.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Until when it can be accepted: 7 days after it was made.',
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they joined. Null: they have not.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was withdrawn, or another took its place. Null: it was not.',
    }),
  }),
});

nodeSource('Invitation', {
  permission: 'users:write',
  model: 'Invitation',
});

const invitationList: ListDefinition = {
  type: 'Invitation',
  noun: 'invitations',
  table: 'invitations',
  key: 'id',
  permission: 'users:write',
  filter: defineFilter('InvitationFilter', 'invitations', {
    id: idFilter('Invitation', 'id', 'By the invitation itself.'),
    isOpen: booleanFilter(
      'True: only those neither accepted nor withdrawn; expired ones are among them. False: only the others.',
      (isOpen) => Prisma.sql`(x.accepted_at IS NULL AND x.revoked_at IS NULL) = ${isOpen}`,
    ),
  }),
  orders: {
    CREATED_AT: {
      sql: 'x.created_at',
      cast: 'timestamptz',
      description: 'By when they were made.',
    },
  },
  defaultOrder: [{ field: 'CREATED_AT', direction: 'DESC' }],
  measures: {
    createdAt: { sql: 'x.created_at', type: 'DATE_TIME', description: 'When they were made.' },
  },
  groupings: {
    role: {
      sql: 'x.role',
      by: 'ENUM',
      type: Role,
      description: 'What the invited are going to be.',
    },
    team: {
      sql: 'x.team_id',
      by: 'REFERENCE',
      type: 'Team',
      description: 'The team they are to be in.',
    },
    invitedBy: {
      sql: 'x.invited_by_id',
      by: 'REFERENCE',
      type: 'User',
      description: 'Who invited them.',
    },
    createdAt: { sql: 'x.created_at', by: 'TIME', description: 'When they were made.' },
  },
  isSearchable: false,
};

defineConnection(invitationList);

builder.queryField('invitations', (t) =>
  listField(t, invitationList, 'Who was invited to the workspace.'),
);

import { builder } from '../../graphql/builder.ts';
import { listField } from '../../graphql/connection.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { userList } from './user.query.ts';

builder.prismaNode('Team', {
  description: 'People who work with the same customers.',
  id: { resolve: (team) => team.id, description: 'Global id.' },
  nullable: true,
  // A lookup by id alone would hand out other workspaces' teams.
  findUnique: (id, { viewer }) => ({ workspaceId_id: { workspaceId: viewer.workspaceId, id } }),
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'What it is called, 1–200 characters; unique among those not archived.',
    }),
    version: t.exposeInt('version', {
      description: 'Grows by 1 with every change. Send it back as `seenVersion`.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was put away. Null: not archived.',
    }),
    members: listField(t, userList, 'Who is in it, suspended users too.', { column: 'team_id' }),
  }),
});

nodeSource('Team', {
  permission: 'users:read',
  model: 'Team',
});

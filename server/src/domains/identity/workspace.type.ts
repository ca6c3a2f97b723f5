import { builder } from '../../graphql/builder.ts';
import { nodeSource } from '../../graphql/node.ts';

builder.prismaNode('Workspace', {
  description: "A firm's own space. Everything else belongs to one, and nothing crosses it.",
  id: { resolve: (workspace) => workspace.id, description: 'Global id.' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: id === viewer.workspaceId ? id : viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The firm, as its people call it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
  }),
});

nodeSource<{ id: string }>('Workspace', {
  permission: 'workspace:read',
  keyOf: ({ id }) => id,
  load: ({ database, viewer }, keys, query) =>
    database.workspace.findMany({
      ...query,
      where: { AND: [{ id: { in: [...keys] } }, { id: viewer.workspaceId }] },
    }),
});

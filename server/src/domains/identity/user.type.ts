import { builder } from '../../graphql/builder.ts';
import { nodeSource } from '../../graphql/node.ts';
import { Role } from './role.type.ts';

/** `User`: a membership, seen as the person. Somebody in two workspaces is a `User` in each. */
export const User = builder.prismaNode('Membership', {
  name: 'User',
  description: 'Somebody who works in the workspace: an agent, a manager, an administrator.',
  id: { resolve: (membership) => membership.userId, description: 'Global id.' },
  nullable: true,
  findUnique: (userId, { viewer }) => ({
    workspaceId_userId: { workspaceId: viewer.workspaceId, userId },
  }),
  include: { user: { select: { name: true, email: true } } },
  fields: (t) => ({
    name: t.string({
      description: 'Full name, 1–200 characters.',
      resolve: ({ user }) => user.name,
    }),
    email: t.field({
      type: 'EmailAddress',
      description: 'The address they sign in with.',
      resolve: ({ user }) => user.email,
    }),
    role: t.expose('role', { type: Role, description: 'What they may do.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When they joined the workspace.',
    }),
  }),
});

nodeSource<{ userId: string }>('User', {
  permission: 'users:read',
  keyOf: ({ userId }) => userId,
  load: ({ database, viewer }, keys, query) =>
    database.membership.findMany({
      ...query,
      where: { workspaceId: viewer.workspaceId, userId: { in: [...keys] } },
    }),
});

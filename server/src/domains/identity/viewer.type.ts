import { builder } from '../../graphql/builder.ts';
import { loadNode } from '../../graphql/node.ts';
import type { Viewer as ViewerShape } from '../../kernel/viewer.ts';
import { CustomerScope, FieldMask } from './customer-scope.type.ts';
import { PermissionEnum, Role } from './role.type.ts';
import { User } from './user.type.ts';

/** `Viewer`: who asks. */
export const Viewer = builder.objectRef<ViewerShape>('Viewer').implement({
  description: 'Who you are to this workspace.',
  fields: (t) => ({
    user: t.field({
      type: User,
      description: 'You.',
      resolve: async ({ userId }, _args, ctx, info) =>
        (await loadNode(ctx, info, 'User', userId)) as typeof User.$inferType,
    }),
    workspace: t.prismaField({
      type: 'Workspace',
      description: 'Where you are signed in.',
      resolve: (query, { workspaceId }, _args, { database }) =>
        database.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } }),
    }),
    role: t.expose('role', { type: Role, description: 'Your role here.' }),
    team: t.field({
      type: 'Team' as never,
      nullable: true,
      description: 'Your team. Null: none.',
      resolve: async ({ teamId }, _args, ctx, info) =>
        (teamId === null ? null : await loadNode(ctx, info, 'Team', teamId)) as never,
    }),
    customerScope: t.field({
      type: CustomerScope,
      description: 'Which customers you see.',
      resolve: ({ scope }) => scope.kind,
    }),
    masks: t.field({
      type: [FieldMask],
      description: 'What is hidden from you, in alphabetical order.',
      resolve: ({ masks }) => [...masks].sort(),
    }),
    permissions: t.field({
      type: [PermissionEnum],
      description: 'What your role allows, in no particular order.',
      resolve: ({ permissions }) => [...permissions] as never,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the token you came with ends. Null: it does not end by itself.',
      resolve: ({ expiresAt }) => (expiresAt === null ? null : new Date(expiresAt)),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who am I, where, and what may I do?',
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

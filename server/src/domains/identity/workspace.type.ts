import { roles } from '../../kernel/permission.ts';
import { builder } from '../../graphql/builder.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { CustomerScope, FieldMask } from './customer-scope.type.ts';
import { type PolicyOfRole, policyOf } from './role-policy.ts';
import { Role } from './role.type.ts';

const RolePolicy = builder.objectRef<PolicyOfRole>('RolePolicy').implement({
  description: 'What those of one role see. Owners and admins always see everything.',
  fields: (t) => ({
    role: t.expose('role', { type: Role, description: 'Whose policy it is.' }),
    customerScope: t.expose('customerScope', {
      type: CustomerScope,
      description: 'Which customers they see, unless a user has a scope of its own.',
    }),
    masks: t.field({
      type: [FieldMask],
      description: 'What is hidden from them, in alphabetical order.',
      resolve: ({ masks }) => [...masks],
    }),
    version: t.exposeInt('version', {
      description:
        'Grows by 1 with every change; 0 where nobody ever changed it. Send it back as `seenVersion`.',
    }),
  }),
});

builder.prismaNode('Workspace', {
  description: "A firm's own space. Everything else belongs to one, and nothing crosses it.",
  id: { resolve: (workspace) => workspace.id, description: 'Global id.' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: id === viewer.workspaceId ? id : viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The firm, as its people call it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
    rolePolicies: t.field({
      type: [RolePolicy],
      extensions: { mostItems: roles.length },
      select: { rolePolicies: true },
      description: 'What each role sees; one for every role, the strongest first.',
      resolve: ({ rolePolicies }) =>
        roles.map((role) =>
          policyOf(
            role,
            rolePolicies.find((policy) => policy.role === role),
          ),
        ),
    }),
  }),
});

nodeSource('Workspace', {
  permission: 'workspace:read',
  model: 'Workspace',
  workspace: 'id',
});

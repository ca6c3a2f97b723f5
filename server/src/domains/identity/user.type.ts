import { builder } from '../../graphql/builder.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { columnOf } from '../../graphql/reads/declared.ts';
import { rowScopeOf } from '../../kernel/row-scope.ts';
import { CustomerScope } from './customer-scope.type.ts';
import { policyOf } from './role-policy.ts';
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
      ...columnOf('user', 'name'),
    }),
    email: t.field({
      type: 'EmailAddress',
      description: 'The address they sign in with.',
      ...columnOf('user', 'email'),
    }),
    role: t.expose('role', { type: Role, description: 'What they may do.' }),
    team: t.relation('team', {
      nullable: true,
      description: 'The team they are in. Null: none.',
    }),
    customerScope: t.expose('customerScope', {
      type: CustomerScope,
      nullable: true,
      description: "Which customers they see, against their role's policy. Null: as the role.",
    }),
    effectiveCustomerScope: t.field({
      type: CustomerScope,
      description:
        "Which customers they see in the end: by their own scope, their role's policy, and whether they are in a team.",
      select: {
        role: true,
        userId: true,
        teamId: true,
        customerScope: true,
        workspace: { select: { rolePolicies: true } },
      },
      resolve: ({ role, customerScope, workspace, ...user }) => {
        const policy = policyOf(
          role,
          workspace.rolePolicies.find((one) => one.role === role),
        );
        return rowScopeOf(customerScope ?? policy.customerScope, user).kind;
      },
    }),
    suspendedAt: t.expose('suspendedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when they cannot come in. Null: they can.',
    }),
    version: t.exposeInt('version', {
      description: 'Grows by 1 with every change of what is here. Send it back as `seenVersion`.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When they joined the workspace.',
    }),
  }),
});

nodeSource('User', {
  permission: 'users:read',
  model: 'Membership',
  key: 'userId',
});

import { permissions } from '../../kernel/permission.ts';
import { builder } from '../../graphql/builder.ts';

/** `Role` in the schema. */
export const Role = builder.enumType('Role', {
  description: 'What a user may do in the workspace. Each may all that those below it may.',
  values: {
    OWNER: { description: 'Everything, also making other owners.' },
    ADMIN: { description: 'Everything but making owners.' },
    MANAGER: { description: 'Works with customers, organisations and interactions.' },
    AGENT: { description: 'Works with customers, organisations and interactions.' },
    VIEWER: { description: 'Reads, and changes nothing.' },
  } as const,
});

/** `Permission` in the schema: `CUSTOMERS_WRITE` is `customers:write`. */
export const PermissionEnum = builder.enumType('Permission', {
  description: 'One thing that a viewer may do. `…_WRITE` always comes with `…_READ`.',
  values: Object.fromEntries(
    permissions.map((permission) => {
      const [noun, verb] = permission.split(':');
      return [
        permission.toUpperCase().replace(':', '_'),
        { value: permission, description: verb === 'read' ? `See ${noun}.` : `Change ${noun}.` },
      ];
    }),
  ),
});

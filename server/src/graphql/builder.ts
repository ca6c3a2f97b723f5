import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type PrismaTypes from '@rapport/prisma/pothos';
import { getDatamodel } from '@rapport/prisma/pothos';
import type { Permission } from '../kernel/permission.ts';
import type { Context } from './context.ts';
import { Refusal } from './refusal.ts';

interface Declared {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  AuthScopes: { can: Permission };
  Scalars: {
    ID: { Input: string; Output: string };
    BigInt: { Input: string; Output: string };
    Cursor: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    EmailAddress: { Input: string; Output: string };
    PhoneNumber: { Input: string; Output: string };
  };
}

/** The builder and its plugins. Not one type: those live with their domains. */
export const builder = new SchemaBuilder<Declared>({
  plugins: [ScopeAuthPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: (context) => context.database,
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    filterConnectionTotalCount: true,
  },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    idFieldOptions: { description: 'Global id.' },
    nodeTypeOptions: { description: 'What has a global id, by which `node` finds it.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: {
      description:
        'Whether there is more behind the page. With `last`: whether `before` was given.',
    },
    hasPreviousPageFieldOptions: {
      description:
        'Whether there is more before the page. With `first`: whether `after` was given.',
    },
    startCursorFieldOptions: {
      description: 'The cursor of its first row. Null: the page is empty.',
    },
    endCursorFieldOptions: { description: 'The cursor of its last row. Null: the page is empty.' },
  },
  scopeAuth: {
    authScopes: ({ asking }) => ({
      can: (permission) => asking.viewer?.permissions.has(permission) ?? false,
    }),
    unauthorizedError: () => new Refusal('FORBIDDEN', 'Your role does not allow you to see this.'),
  },
});

/** The types as Pothos completes them; for refs that are passed between files. */
export type SchemaTypes = typeof builder.$inferSchemaTypes;

builder.queryType({ description: 'Everything that can be read. Nouns.' });
builder.mutationType({
  description:
    'Everything that can be changed. Verb and noun. Each answers with what it changed, or with a `Problem`.',
});
builder.subscriptionType({ description: 'What happens, as it happens.' });

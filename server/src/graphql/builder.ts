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
    Cursor: { Input: string; Output: string };
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
  relay: { nodeQueryOptions: false, nodesQueryOptions: false },
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

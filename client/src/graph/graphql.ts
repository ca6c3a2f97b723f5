import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './generated/schema-types.d.ts';

/** Writes a GraphQL document, typed by the contract. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    Cursor: string;
    DateTime: string;
    EmailAddress: string;
    PhoneNumber: string;
  };
}>();

export { type FragmentOf, type ResultOf, readFragment, type VariablesOf } from 'gql.tada';

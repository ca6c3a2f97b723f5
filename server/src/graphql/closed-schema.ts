import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';

/**
 * What queries of somebody who has not signed in are executed against: there is no type to be
 * looked up, so `__type(name:)` answers null for every name, as it does for a type that is not there.
 */
export const closedSchema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: { signedIn: { type: GraphQLString } },
  }),
});

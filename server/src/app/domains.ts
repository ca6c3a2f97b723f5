/** The domains, for what their GraphQL files do when they are loaded: declare themselves to the builder. */
import '../graphql/scalars.ts';
import '../graphql/node.ts';
import '../graphql/cost-of.query.ts';
import '../graphql/problem.type.ts';
import '../domains/identity/graphql.ts';
import '../domains/customers/graphql.ts';
import '../domains/feed/graphql.ts';
import '../domains/interactions/graphql.ts';
import '../domains/saved-feeds/graphql.ts';
import '../domains/presence/graphql.ts';
import '../domains/exports/graphql.ts';

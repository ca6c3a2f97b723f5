import { createPubSub, createSchema, filter, pipe } from 'graphql-yoga';
import type { Database } from '../../../server/src/platform/database.ts';

/** What the recipe publishes: where it is in its own order, and which interaction it is about. */
export interface Announcement {
  readonly number: number;
  readonly interactionId: string;
  readonly channel: string;
  readonly occurredAt: string;
}

interface FilterArgs {
  readonly filter?: { readonly channels?: readonly string[] | null } | null;
}

/** So long that the messages, with their shorter ids, are as long as ours. */
const cursorOf = (number: number) => `${number}`.padStart(112, 'c');

const typeDefs = /* GraphQL */ `
  type Query {
    hello: String
  }
  input InteractionFeedFilter {
    channels: [String!]
  }
  type Subscription {
    interactionFeed(filter: InteractionFeedFilter): FeedEvent!
  }
  type FeedEvent {
    cursor: String!
    previousCursor: String!
    kind: String!
    name: String!
    occurredAt: String!
    subject: Interaction
  }
  type Interaction {
    id: ID!
    channel: String!
    direction: String!
    subject: String
    occurredAt: String!
    customer: Customer!
    agent: User
  }
  type Customer {
    id: ID!
    name: String!
  }
  type User {
    id: ID!
    name: String!
  }
`;

/** A schema of the same shape with Yoga's own pub/sub, written as its documentation shows it. */
export function recipeSchema(database: Database) {
  const pubSub = createPubSub<{ interaction: [Announcement] }>();
  let subscribed = 0;
  const schema = createSchema({
    typeDefs,
    resolvers: {
      Subscription: {
        interactionFeed: {
          subscribe(_root: unknown, { filter: wanted }: FilterArgs) {
            subscribed++;
            return pipe(
              pubSub.subscribe('interaction'),
              filter(({ channel }) => wanted?.channels?.includes(channel) ?? true),
            );
          },
          resolve: (announcement: Announcement) => announcement,
        },
      },
      FeedEvent: {
        cursor: ({ number }: Announcement) => cursorOf(number),
        previousCursor: ({ number }: Announcement) => cursorOf(number - 1),
        kind: () => 'CHANGE',
        name: () => 'interaction.logged',
        subject: ({ interactionId }: Announcement) =>
          database.interaction.findUnique({
            where: { id: interactionId },
            include: { customer: true, agent: { include: { user: true } } },
          }),
      },
      Interaction: {
        occurredAt: ({ occurredAt }: { occurredAt: Date }) => occurredAt.toISOString(),
        agent: ({ agent }: { agent: { user: unknown } | null }) => agent?.user,
      },
    },
  });
  return { schema, pubSub, subscribed: () => subscribed };
}

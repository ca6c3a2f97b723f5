import type { FeedField } from './feed-document.ts';
import { graphqlRequest } from './graphql-request.ts';
import type { Member } from './members.ts';
import type { ScopedWorld } from './scoped-world.ts';

/** A feed with its filter, and the lists that hold what it tells of. */
export interface View {
  readonly field: FeedField;
  readonly filter: Record<string, unknown>;
  readonly customers: Record<string, unknown> | null;
  readonly interactions: Record<string, unknown> | null;
}

/** The views there are, each for one among several. */
export const views: Record<string, (world: ScopedWorld, n: number) => View> = {
  everything: () => ({ field: 'activityFeed', filter: {}, customers: {}, interactions: {} }),
  'of an owner': ({ members }, n) => {
    const { id } = members[n % members.length]!;
    const customers = { ownerId: { eq: id } };
    return { field: 'activityFeed', filter: { ownerIds: [id] }, customers, interactions: null };
  },
  'of a team': ({ teams }, n) => {
    const id = teams[n % teams.length]!;
    const customers = { teamId: { eq: id } };
    return { field: 'activityFeed', filter: { teamIds: [id] }, customers, interactions: null };
  },
  'of an organisation': ({ organizations }, n) => {
    const id = organizations[n % organizations.length]!;
    const customers = { organizationId: { eq: id } };
    return {
      field: 'activityFeed',
      filter: { organizationIds: [id] },
      customers,
      interactions: null,
    };
  },
  calls: () => ({
    field: 'activityFeed',
    filter: { channels: ['CALL'] },
    customers: null,
    interactions: { channel: { eq: 'CALL' } },
  }),
  interactions: () => ({ field: 'interactionFeed', filter: {}, customers: null, interactions: {} }),
  'called interactions': () => ({
    field: 'interactionFeed',
    filter: { channels: ['CALL'] },
    customers: null,
    interactions: { channel: { eq: 'CALL' } },
  }),
  'of a customer': ({ customers }, n) => {
    const id = customers[n % customers.length]!;
    const interactions = { customerId: { eq: id } };
    return {
      field: 'interactionFeed',
      filter: { customerIds: [id] },
      customers: null,
      interactions,
    };
  },
};

type Rows = ReadonlyMap<string, string>;
/** What a query shows of a view at one place of the log. */
interface Shown {
  readonly feedHead: string;
  /** Ids of customers. */
  readonly customers: ReadonlySet<string>;
  /** Ids of interactions, with their customer's. */
  readonly interactions: Rows;
}

/** Asks a query that has to succeed. */
export async function ask<Data>(as: Member, query: string, variables: object): Promise<Data> {
  const { data, errors } = await graphqlRequest<Data>(as.url, query, { ...variables }, as.token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

interface Page<Node> {
  readonly nodes: readonly Node[];
}
const loadDocument = `query ($customers: CustomerFilter, $put: CustomerFilter, $interactions: InteractionFilter) {
  feedHead
  present: customers(first: 100, filter: $customers) { nodes { id } }
  archived: customers(first: 100, filter: $put) { nodes { id } }
  interactions(first: 100, filter: $interactions) { nodes { id customer { id } } }
}`;

/** What a query by the viewer shows now; archived customers too, since feeds go on telling of them. */
export async function load(
  as: Member,
  { customers, interactions }: Pick<View, 'customers' | 'interactions'>,
): Promise<Shown> {
  const data = await ask<{
    feedHead: string;
    present: Page<{ id: string }>;
    archived: Page<{ id: string }>;
    interactions: Page<{ id: string; customer: { id: string } }>;
  }>(as, loadDocument, {
    customers: customers ?? { id: { in: [] } },
    put: { and: [customers ?? { id: { in: [] } }, { isArchived: true }] },
    interactions: interactions ?? { id: { in: [] } },
  });
  return {
    feedHead: data.feedHead,
    customers: new Set([...data.present.nodes, ...data.archived.nodes].map(({ id }) => id)),
    interactions: new Map(data.interactions.nodes.map(({ id, customer }) => [id, customer.id])),
  };
}

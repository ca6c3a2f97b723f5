import type { GraphQLSchema } from 'graphql';
import type { Database } from '../../../server/src/platform/database.ts';
import { globalId } from '../../../server/src/graphql/global-id.ts';
import { isObjectType } from 'graphql';
import type { Dice } from '../dice.ts';
import { ordersOf, type OrderStep } from './harvest.ts';

/** A list whose rows come and go, at the root or below an object. */
export interface MovingList {
  /** The field, as `Type.field`. */
  readonly field: string;
  /** The type of its filter and of a step of its order. */
  readonly rows: string;
  /** The object that it is below; null: the root. */
  readonly below: string | null;
  insert(id: string): Promise<unknown>;
  remove(id: string): Promise<unknown>;
  /** Puts a row elsewhere in every order. */
  move(id: string): Promise<unknown>;
}

const HOURS = 5;

/** Lists of a workspace: of its customers, and below a customer and an organisation. Few instants and names, so many ties. */
export async function movingLists(
  database: Database,
  workspaceId: string,
  dice: Dice,
): Promise<MovingList[]> {
  const at = () => new Date(Date.UTC(2026, 2, 29, dice.below(HOURS)));
  const name = () => dice.pick(['a', 'A', 'á', 'b', 'B b', 'z']);
  const [organizationId, customerId] = [dice.uuid(), dice.uuid()];
  await database.organization.create({
    data: { id: organizationId, workspaceId, name: 'Holding' },
  });
  await database.customer.create({ data: { id: customerId, workspaceId, name: 'Busy' } });
  const common = { workspaceId, channel: 'CALL', direction: 'INBOUND' } as const;
  const times = () => ({ createdAt: at(), updatedAt: at() });

  const customers = (below: object): Omit<MovingList, 'field' | 'below'> => ({
    rows: 'Customer',
    insert: (id) =>
      database.customer.create({
        data: { id, workspaceId, name: name(), ...times(), ...lastInteraction(), ...below },
      }),
    remove: (id) => database.customer.deleteMany({ where: { id } }),
    move: (id) =>
      database.customer.updateMany({
        where: { id },
        data: { name: name(), ...times(), ...lastInteraction() },
      }),
  });
  const lastInteraction = () => ({ lastInteractionAt: dice.chance(0.3) ? null : at() });

  return [
    { field: 'Query.customers', below: null, ...customers({}) },
    {
      field: 'Organization.customers',
      below: globalId('Organization', organizationId),
      ...customers({ organizationId }),
    },
    {
      field: 'Organization.subsidiaries',
      rows: 'Organization',
      below: globalId('Organization', organizationId),
      insert: (id) =>
        database.organization.create({
          data: { id, workspaceId, name: name(), parentId: organizationId, ...times() },
        }),
      remove: (id) => database.organization.deleteMany({ where: { id } }),
      move: (id) =>
        database.organization.updateMany({ where: { id }, data: { name: name(), ...times() } }),
    },
    {
      field: 'Customer.interactions',
      rows: 'Interaction',
      below: globalId('Customer', customerId),
      insert: (id) =>
        database.interaction.create({
          data: { id, customerId, ...common, occurredAt: at(), ...times() },
        }),
      remove: (id) => database.interaction.deleteMany({ where: { id } }),
      move: (id) =>
        database.interaction.updateMany({ where: { id }, data: { occurredAt: at(), ...times() } }),
    },
  ];
}

/** The orders to try of a list: none, each step alone, and some of several steps. */
export function ordersToTry(
  schema: GraphQLSchema,
  { field }: MovingList,
  dice: Dice,
): OrderStep[][] {
  const [type, name] = field.split('.') as [string, string];
  const parent = schema.getType(type);
  if (!isObjectType(parent)) throw new Error(`There is no type ${type}`);
  const steps = ordersOf(parent.getFields()[name]!);
  const several = Array.from({ length: 3 }, () => {
    const first = dice.pick(steps);
    const others = steps.filter((step) => step.field !== first.field);
    return others.length > 0 ? [first, dice.pick(others)] : [first];
  });
  return [[], ...steps.map((step) => [step]), ...several];
}

/** The document that asks for a page of it. */
export function pageOf({ field, rows, below }: MovingList): string {
  const [type, name] = field.split('.') as [string, string];
  const list = `list: ${name}(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const head = `query (${below === null ? '' : '$below: ID!, '}$first: Int, $after: String, $last: Int, $before: String, $orderBy: [${rows}Order!])`;
  return below === null
    ? `${head} { ${list} }`
    : `${head} { parent: node(id: $below) { ... on ${type} { ${list} } } }`;
}

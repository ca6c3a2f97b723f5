import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Factor, Variables } from './cost-factor.ts';
import { type CostBranch, costTree } from './cost-tree.ts';
import { dearestBranch } from './dear-branches.ts';
import { MAX_PAGE_SIZE } from './list-arguments.ts';
import { Refusal } from './refusal.ts';

/** The most that one operation may cost. */
export const MAX_COST = 20_000;

/** The most entries in one list of the variables. */
const MAX_LIST = 1_000;

/** Beyond this, costs are told as this. */
const TOLD_UP_TO = 1_000_000_000;

/** What an operation costs with its variables: the objects that it can answer with at most, and what its totals weigh. */
export interface Price {
  /** Null: the variables cannot be used, so there is none. */
  readonly requested: number | null;
  /** Why it may not run with these variables. Null: it may. */
  readonly refusal: Refusal | null;
}

/** Judges an operation with its coerced variables, before the database is touched. */
export type PriceOf = (variables: Variables) => Price;

/**
 * Makes the function that finds an operation's prices. An operation is looked at once, for as long as
 * its document is held; then a price is a sum of few products. Refused are pages out of range
 * (`PAGE_SIZE`), lists of variables that are too long, more than `MAX_COST` (`QUERY_TOO_COMPLEX`), and
 * text that PostgreSQL cannot hold (`INVALID_INPUT`).
 *
 * The operation's document has to be valid and within `limits`.
 */
export function pricing(
  schema: GraphQLSchema,
): (document: DocumentNode, operation: OperationDefinitionNode) => PriceOf {
  const known = new WeakMap<OperationDefinitionNode, PriceOf>();
  return (document, operation) => {
    let priceOf = known.get(operation);
    if (!priceOf) known.set(operation, (priceOf = prepare(schema, document, operation)));
    return priceOf;
  };
}

/** One product of the sum: a number, times what the factors at these places come to. */
interface Term {
  coefficient: number;
  readonly at: readonly number[];
}

function prepare(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): PriceOf {
  const { terms, factors, pages } = sum(costTree(schema, document, operation));
  const fixed = terms.length === 1 && terms[0]!.at.length === 0 ? terms[0]!.coefficient : null;
  return (variables) => {
    const unusable = judgeInput(variables) ?? judgePages(pages, variables);
    if (unusable) return { requested: null, refusal: unusable };
    const cost = fixed ?? valueOf(terms, factors, variables);
    const requested = toldCost(cost);
    if (cost <= MAX_COST) return { requested, refusal: null };
    // The branches are not kept: who is refused waits for them.
    const branches = costTree(schema, document, operation);
    return { requested, refusal: tooDear(branches, variables, requested) };
  };
}

/** Multiplies a tree out, and adds up what has the same factors. */
function sum(tree: readonly CostBranch[]) {
  const terms = new Map<string, Term>([['', { coefficient: 0, at: [] }]]);
  const places = new Map<Factor, number>();
  const pages: Factor[] = [];
  const visit = ({ weight, factors, page, branches }: CostBranch, times: Term) => {
    let { coefficient } = times;
    const at = [...times.at];
    for (const factor of factors) {
      if (factor.constant !== null) coefficient *= factor.constant;
      else {
        if (!places.has(factor)) places.set(factor, places.size);
        at.push(places.get(factor)!);
      }
    }
    const key = at.join();
    const term = terms.get(key);
    if (term) term.coefficient += coefficient * weight;
    else terms.set(key, { coefficient: coefficient * weight, at });
    if (page && !(page.constant !== null && isInRange(page.constant))) pages.push(page);
    for (const branch of branches) visit(branch, { coefficient, at });
  };
  for (const branch of tree) visit(branch, { coefficient: 1, at: [] });
  return { terms: [...terms.values()], factors: [...places.keys()], pages };
}

function valueOf(terms: readonly Term[], factors: readonly Factor[], variables: Variables): number {
  const values = factors.map((factor) => factor.valueOf(variables));
  let total = 0;
  for (const { coefficient, at } of terms) {
    let product = coefficient;
    for (const place of at) product *= values[place]!;
    total += product;
  }
  return total;
}

function isInRange(size: number): boolean {
  return size >= 0 && size <= MAX_PAGE_SIZE;
}

function judgePages(pages: readonly Factor[], variables: Variables): Refusal | null {
  for (const page of pages) {
    const size = page.valueOf(variables);
    if (!isInRange(size)) {
      return new Refusal(
        'PAGE_SIZE',
        `Ask for 0 to ${MAX_PAGE_SIZE} rows at once; this asks for ${size}.`,
      );
    }
  }
  return null;
}

function tooDear(
  branches: readonly CostBranch[],
  variables: Variables,
  requested: number,
): Refusal {
  const { path, field, cost, page } = dearestBranch(branches, variables, MAX_COST);
  const wayOut = page
    ? `with ${page.argument}: ${page.largest} there it would run.`
    : 'a smaller page there alone is not enough.';
  return new Refusal(
    'QUERY_TOO_COMPLEX',
    `This could answer with ${requested} objects; ${MAX_COST} are the most. The dearest branch is ${path}: ${wayOut}`,
    field,
    {
      cost: costReport(requested),
      dearest: {
        path,
        cost: toldCost(cost),
        ...(page && { [page.argument]: page.largest }),
      },
    },
  );
}

/** A cost as it is told: where there are more objects than anybody could count, the last number that is. */
export function toldCost(cost: number): number {
  return Math.min(cost, TOLD_UP_TO);
}

/** What an answer says of its cost, in `extensions.cost`. */
export function costReport(requested: number): { requested: number; limit: number } {
  return { requested, limit: MAX_COST };
}

/** Looks through the variables for what no resolver could use. */
function judgeInput(value: unknown): Refusal | null {
  if (typeof value === 'string') {
    // PostgreSQL has no such character in its texts.
    return value.includes('\0')
      ? new Refusal('INVALID_INPUT', 'Text cannot hold a NUL character.')
      : null;
  }
  if (value === null || typeof value !== 'object') return null;
  if (Array.isArray(value) && value.length > MAX_LIST) {
    return new Refusal(
      'QUERY_TOO_COMPLEX',
      `A list in the variables has at most ${MAX_LIST} entries.`,
    );
  }
  for (const entry of Object.values(value)) {
    const unusable = judgeInput(entry);
    if (unusable) return unusable;
  }
  return null;
}

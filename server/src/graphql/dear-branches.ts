import type { FieldNode } from 'graphql';
import type { Factor, Variables } from './cost-factor.ts';
import type { CostBranch } from './cost-tree.ts';
import { MAX_PAGE_SIZE } from './list-arguments.ts';

/** A branch with what lies below it. */
export interface DearBranch {
  /** Names in the answer from the root on: `customers.edges.node.interactions`. */
  readonly path: string;
  readonly field: FieldNode;
  readonly cost: number;
  /**
   * What its page may be at most, all else as it is, for the operation to cost no more than the limit:
   * one row more and it would. Null: it has no page, or not even one row would do.
   */
  readonly page: LargestPage | null;
}

export interface LargestPage {
  readonly argument: 'first' | 'last';
  readonly largest: number;
}

interface Weighed {
  readonly branch: CostBranch;
  readonly path: string;
  readonly cost: number;
  readonly below: readonly Weighed[];
}

/**
 * The branch to make smaller: down from the root, as long as one branch holds more than half of what
 * is above it, the last that has a page; then up to where a smaller page is enough, if there is such.
 */
export function dearestBranch(
  tree: readonly CostBranch[],
  variables: Variables,
  limit: number,
): DearBranch {
  const way: Weighed[] = [];
  let branches = weigh(tree, variables);
  let half = 0;
  for (;;) {
    const dearest = branches.reduce((a, b) => (b.cost > a.cost ? b : a), branches[0]!);
    if (!dearest || (way.length > 0 && dearest.cost <= half)) break;
    way.push(dearest);
    half = dearest.cost / 2;
    branches = dearest.below;
  }
  const paged = way.filter(({ branch }) => branch.page).toReversed();
  for (const one of paged) {
    const page = largestPage(tree, one.branch, variables, limit);
    if (page) return { ...told(one), page };
  }
  return { ...told(paged[0] ?? way.at(-1)!), page: null };
}

/** The branches that have a page, the dearest first, at most so many. */
export function dearBranches(
  tree: readonly CostBranch[],
  variables: Variables,
  limit: number,
  most: number,
): readonly DearBranch[] {
  const all = (branches: readonly Weighed[]): Weighed[] =>
    branches.flatMap((one) => [one, ...all(one.below)]);
  return all(weigh(tree, variables))
    .filter(({ branch, cost }) => branch.page && cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, most)
    .map((one) => ({ ...told(one), page: largestPage(tree, one.branch, variables, limit) }));
}

function told({ branch, path, cost }: Weighed) {
  return { path, field: branch.field, cost };
}

function weigh(
  branches: readonly CostBranch[],
  variables: Variables,
  above = '',
  times = 1,
): readonly Weighed[] {
  return branches.map((branch) => {
    const path = above === '' ? branch.key : `${above}.${branch.key}`;
    const own = branch.factors.reduce((product, one) => product * one.valueOf(variables), times);
    const below = weigh(branch.branches, variables, path, own);
    const cost = below.reduce((total, one) => total + one.cost, own * branch.weight);
    return { branch, path, cost, below };
  });
}

function largestPage(
  tree: readonly CostBranch[],
  { page }: CostBranch,
  variables: Variables,
  limit: number,
): LargestPage | null {
  if (!page) return null;
  const { argument, variable } = page.saidBy(variables);
  const costWith = (size: number) =>
    variable === null
      ? costOf(tree, (factor) =>
          'field' in factor && factor.field === page.field ? size : factor.valueOf(variables),
        )
      : costOf(tree, (factor) => factor.valueOf({ ...variables, [variable]: size }));
  if (costWith(1) > limit) return null;
  let largest = 1;
  let tooLarge = MAX_PAGE_SIZE + 1;
  while (tooLarge - largest > 1) {
    const middle = Math.floor((largest + tooLarge) / 2);
    if (costWith(middle) > limit) tooLarge = middle;
    else largest = middle;
  }
  return { argument, largest };
}

function costOf(
  branches: readonly CostBranch[],
  valueOf: (factor: Factor) => number,
  times = 1,
): number {
  return branches.reduce((total, { factors, weight, branches: below }) => {
    const own = factors.reduce((product, factor) => product * valueOf(factor), times);
    return total + own * weight + costOf(below, valueOf, own);
  }, 0);
}

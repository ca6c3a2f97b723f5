import { type GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import type { Viewer } from '../kernel/viewer.ts';
import { costTree } from './cost-tree.ts';
import { MAX_COST } from './cost.ts';
import { type DearBranch, dearBranches } from './dear-branches.ts';
import { parseDocument } from './document-cache.ts';
import { documentShape } from './document-shape.ts';
import type { OperationRequest } from './engine.ts';
import { openJudging } from './judging.ts';

/** What an operation would come to. */
export interface DryRun {
  /** Null: it was refused before that was known. */
  readonly cost: number | null;
  /** Why it would be refused. Empty: it would run. */
  readonly errors: readonly GraphQLError[];
  /** Its branches that have a page, the dearest first. */
  readonly dearest: readonly DearBranch[];
}

/** The most branches that are told. */
export const MOST_BRANCHES = 10;

/**
 * Judges an operation as the engine would before it runs, and runs nothing. The document is neither
 * looked up nor remembered: to ask about many does not push out those that are in use.
 */
export function dryRun(schema: GraphQLSchema, request: OperationRequest, viewer: Viewer): DryRun {
  const { query, operationName, variables } = request;
  try {
    const judging = openJudging(schema);
    const document = parseDocument(query);
    const errors = judging.validate(document, viewer, operationName ?? null);
    if (errors.length > 0) return refusedFor(errors);
    const { refused, cost } = judging.judge({ document, operationName, variables }, viewer);
    if (cost === null) return refusedFor(refused);
    const { operation } = documentShape(document, operationName)!;
    const { coerced } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variables ?? {},
    );
    const tree = costTree(schema, document, operation);
    return {
      cost,
      errors: refused,
      dearest: dearBranches(tree, coerced!, MAX_COST, MOST_BRANCHES),
    };
  } catch (error) {
    return refusedFor([error as GraphQLError]);
  }
}

function refusedFor(errors: readonly GraphQLError[]): DryRun {
  return { cost: null, errors, dearest: [] };
}

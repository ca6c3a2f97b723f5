import {
  type DocumentNode,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  validate,
} from 'graphql';
import type { Viewer } from '../kernel/viewer.ts';
import { pricing } from './cost.ts';
import type { Variables } from './cost-factor.ts';
import { documentShape } from './document-shape.ts';
import type { Operation } from './engine.ts';
import { isPublic, judgeShape } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Judges operations before anything of them is executed. */
export interface Judging {
  /** Why the document is refused; empty: it may run, if `judge` lets it. Looked at once per document. */
  validate(
    document: DocumentNode,
    viewer: Viewer | null,
    operationName?: string | null,
  ): readonly GraphQLError[];
  /** What a valid document comes to with its variables. */
  judge(operation: Operation, viewer: Viewer | null): Judgement;
}

/** An operation that may run with its variables. */
export interface Admissible {
  /** Why it is refused. Empty: it may run. */
  readonly refused: readonly [];
  /** What it costs (`cost.ts`). */
  readonly cost: number;
  /** Its variables, coerced. */
  readonly variables: Variables;
}

/** An operation with its variables, judged. */
export type Judgement =
  | Admissible
  | {
      readonly refused: readonly [GraphQLError, ...GraphQLError[]];
      /** Null: it was refused before that was known. */
      readonly cost: number | null;
    };

/** The most mistakes that are told of one document, or of its variables. */
export const MAX_ERRORS = 50;

/** Opens the judging of operations of a schema. Nothing of it touches the database. */
export function openJudging(schema: GraphQLSchema): Judging {
  const verdicts = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  const priceOf = pricing(schema);

  const judgeDocument = (
    document: DocumentNode,
    operationName?: string | null,
  ): readonly GraphQLError[] => {
    const shape = documentShape(document, operationName);
    const tooMuch = shape && judgeShape(shape);
    if (tooMuch) return [tooMuch];
    let errors = verdicts.get(document);
    if (!errors) {
      errors = distinct(validate(schema, document, undefined, { maxErrors: MAX_ERRORS }));
      verdicts.set(document, errors);
    }
    return errors;
  };

  return {
    validate(document, viewer, operationName) {
      const errors = judgeDocument(document, operationName);
      // Limits are published; what graphql-js says of a mistake tells the schema.
      if (viewer || errors.every((error) => error instanceof Refusal)) return errors;
      return [
        new Refusal(
          'GRAPHQL_VALIDATION_FAILED',
          'This document is not valid. Sign in to be told why.',
        ),
      ];
    },

    judge({ document, operationName, variables }, viewer) {
      const shape = documentShape(document, operationName);
      if (!shape) {
        return refusedFor(
          new Refusal(
            'OPERATION_NOT_FOUND',
            'There is no operation of that name, or several and no name.',
          ),
        );
      }
      if (!viewer && !isPublic(shape)) {
        return refusedFor(new Refusal('UNAUTHENTICATED', 'Sign in first.'));
      }
      const { coerced, errors } = getVariableValues(
        schema,
        shape.operation.variableDefinitions ?? [],
        variables ?? {},
        { maxErrors: MAX_ERRORS },
      );
      if (errors) return refusedFor(...(errors as [GraphQLError, ...GraphQLError[]]));
      const { requested, refusal } = priceOf(document, shape.operation)(coerced);
      return refusal
        ? { refused: [refusal], cost: requested }
        : { refused: [], cost: requested!, variables: coerced };
    },
  };
}

function refusedFor(...refused: [GraphQLError, ...GraphQLError[]]): Judgement {
  return { refused, cost: null };
}

/** Each message once: a thousand unknown directives are one mistake. */
function distinct(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const seen = new Set<string>();
  return errors.filter(({ message }) => {
    if (seen.has(message) || message.startsWith('Too many validation errors')) return false;
    seen.add(message);
    return true;
  });
}

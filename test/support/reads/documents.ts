import { type GraphQLSchema, parse, validate } from 'graphql';
import type { Dice } from '../dice.ts';
import { makeArguments } from './arguments.ts';
import type { Harvest } from './harvest.ts';
import { OperationWriter } from './operation-writer.ts';

/** One request as a caller may send it. */
export interface ReadRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface DocumentOptions {
  /** Fields that are left out, as `Type.field`. */
  readonly without?: ReadonlySet<string>;
  /** How many that are not valid come through. Default: few. */
  readonly invalidShare?: number;
}

/** Makes requests for a schema without end: whatever it comes to have, they ask for it. */
export function documentMaker(
  schema: GraphQLSchema,
  found: Harvest,
  foreign: Harvest,
  dice: Dice,
  { without = new Set(), invalidShare = 0.04 }: DocumentOptions = {},
): () => ReadRequest {
  const means = { schema, args: makeArguments(schema, found, foreign, dice), dice, without };
  const make = (): ReadRequest => {
    const count = dice.chance(0.92) ? 1 : 2;
    const operations = Array.from({ length: count }, (_, n) => new OperationWriter(means, n)).map(
      (writer) => writer.operation(),
    );
    const chosen = dice.pick(operations);
    const query = dice.chance(0.5)
      ? operations.map(({ text }) => text).join('\n')
      : operations
          .map(({ text }) => text)
          .toReversed()
          .join('\n');
    const request = { query, variables: chosen.variables };
    if (count === 1 && dice.chance(0.8)) return request;
    if (dice.chance(0.02)) return { ...request, operationName: 'NotThere' };
    return dice.chance(0.02) ? request : { ...request, operationName: chosen.name };
  };
  return () => {
    for (let tries = 0; ; tries++) {
      const request = make();
      if (tries > 20 || dice.chance(invalidShare) || isValid(schema, request.query)) return request;
    }
  };
}

function isValid(schema: GraphQLSchema, query: string): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

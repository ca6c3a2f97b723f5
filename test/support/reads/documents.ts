import { type GraphQLSchema, parse, validate } from 'graphql';
import type { Dice } from '../dice.ts';
import { makeArguments } from './arguments.ts';
import type { Harvest } from './harvest.ts';
import { OperationWriter } from './operation-writer.ts';

const AGAIN = 0.45;
const LATEST = 30;

/** One request as a caller may send it. */
export interface ReadRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface DocumentOptions {
  /** Fields that are asked for but now and then, as `Type.field`. */
  readonly rarely?: ReadonlySet<string>;
  /** How many that are not valid come through. Default: few. */
  readonly invalidShare?: number;
}

/** Makes requests for a schema without end: whatever it comes to have, they ask for it. */
export function documentMaker(
  schema: GraphQLSchema,
  found: Harvest,
  foreign: Harvest,
  dice: Dice,
  { rarely = new Set(), invalidShare = 0.04 }: DocumentOptions = {},
): () => ReadRequest {
  const args = makeArguments(schema, found, foreign, dice);
  const means = { schema, args, dice, rarely, former: new Map() };
  /** Those asked last, with other variables: what is remembered of a document has to fit them, too. */
  const again: (() => ReadRequest)[] = [];
  const make = (): ReadRequest => {
    const count = dice.chance(0.92) ? 1 : 2;
    const operations = Array.from({ length: count }, (_, n) =>
      new OperationWriter(means, n).operation(),
    );
    const chosen = dice.pick(operations);
    const query = dice.chance(0.5)
      ? operations.map(({ text }) => text).join('\n')
      : operations
          .map(({ text }) => text)
          .toReversed()
          .join('\n');
    const name = nameFor(chosen.name, count === 1, dice);
    const named = name === undefined ? {} : { operationName: name };
    again.unshift(() => ({ query, variables: chosen.others(), ...named }));
    again.splice(LATEST);
    return { query, variables: chosen.variables, ...named };
  };
  return () => {
    if (again.length > 0 && dice.chance(AGAIN)) return dice.pick(again)();
    for (let tries = 0; ; tries++) {
      const request = make();
      if (tries > 20 || dice.chance(invalidShare) || isValid(schema, request.query)) return request;
      again.shift();
    }
  };
}

/** Mostly the right one, where there has to be one; at times none, or one that is not there. */
function nameFor(name: string, isOnly: boolean, dice: Dice): string | undefined {
  if (isOnly && dice.chance(0.8)) return undefined;
  if (dice.chance(0.02)) return 'NotThere';
  return dice.chance(0.02) ? undefined : name;
}

function isValid(schema: GraphQLSchema, query: string): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

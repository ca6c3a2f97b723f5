import type { InputFieldMap, InputRef, InputShapeFromFields } from '@pothos/core';
import { brandWithType } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { Identified } from '../kernel/ids.ts';
import {
  Forbidden,
  IdempotencyInProgress,
  IdempotencyMismatch,
  InvalidInput,
  NotFound,
  Problem,
} from '../kernel/problem.ts';
import { auditDenial, idsIn } from './audit-denial.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { loadNode } from './node.ts';
import { Refused } from './problem.type.ts';

type ProblemClass = abstract new (...args: never[]) => Problem;

/** What any command may refuse with; every mutation's union has them. */
const COMMON: readonly ProblemClass[] = [
  Forbidden,
  IdempotencyInProgress,
  IdempotencyMismatch,
  InvalidInput,
  NotFound,
];

/**
 * Declares `<Name>Result`: the type that a mutation answers with, or one of its problems. A value
 * of the union is a row branded with its type, or a problem wrapped as `Refused`.
 */
export function resultUnion(name: string, success: string, problems: readonly ProblemClass[]) {
  return builder.unionType(`${name}Result`, {
    description: `What \`${name[0]!.toLowerCase()}${name.slice(1)}\` answers with: \`${success}\`, or a problem that says why nothing was changed.`,
    types: [success, ...new Set([...COMMON, ...problems].map(({ name }) => name))] as never,
    resolveType: (value: unknown) =>
      (value instanceof Refused ? value.problem.name : success) as never,
  });
}

/** Runs a command and turns its problem, if it throws one, into data. A refusal for lack of rights goes into the log. */
export async function orProblem<T>(
  run: () => Promise<T>,
  asked?: { readonly ctx: Context; readonly info: GraphQLResolveInfo; readonly input: unknown },
): Promise<T | Refused<Problem>> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (asked && error instanceof Forbidden) {
      const { ctx, info, input } = asked;
      const denied = { code: error.code, object: info.fieldName, ids: idsIn(input) } as const;
      auditDenial(ctx.log, ctx.asking, denied);
    }
    return new Refused(error);
  }
}

/** The row that a command made or changed, with the client's own selection, branded for its union. */
export async function answer(
  ctx: Context,
  info: GraphQLResolveInfo,
  typename: string,
  { id }: Identified,
): Promise<object> {
  const row = await loadNode(ctx, info, typename, id);
  if (!row) throw new NotFound('It has been deleted since.');
  brandWithType(row, typename as never);
  return row;
}

/** What an input type's values are. */
export type InputOf<Ref> = Ref extends InputRef<infer Value> ? Value : never;

/** What every `seenVersion` argument says of itself. */
export const seenVersionDescription =
  'The `version` you last saw. If it is not the present one, nothing changes and you get a `VersionConflict`. Absent: change it whatever it is.';

const idempotencyKeyField = {
  description:
    'Makes the call safe to repeat: same key and same input within 24 h, same answer and one effect. 1–200 characters, yours to choose; scoped to your user and this mutation.',
};

/** An input type with the `idempotencyKey` that every mutation takes. */
export function mutationInput<Fields extends InputFieldMap>(
  name: string,
  description: string,
  fields: (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) => Fields,
) {
  return builder.inputType(name, {
    description,
    fields: (t) => ({ ...fields(t as never), idempotencyKey: t.string(idempotencyKeyField) }),
  }) as unknown as InputRef<
    InputShapeFromFields<Fields> & { idempotencyKey?: string | null | undefined }
  >;
}

/**
 * Declares a mutation: it decodes its input, gives one command, and answers with what the command
 * changed or with its problem. No rules here: those are the command's.
 */
export function commandMutation<Input>(options: {
  readonly name: string;
  readonly description: string;
  readonly input: InputRef<Input>;
  /** The GraphQL type it answers with. */
  readonly success: string;
  /** The problems of its own, beside those any command has. */
  readonly problems?: readonly ProblemClass[];
  readonly run: (ctx: Context, input: Input, info: GraphQLResolveInfo) => Promise<Identified>;
}): void {
  const { name, description, success, run } = options;
  const Result = resultUnion(
    name[0]!.toUpperCase() + name.slice(1),
    success,
    options.problems ?? [],
  );
  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      description,
      args: {
        input: t.arg({
          type: options.input,
          required: true,
          description: 'What to do, and the key to repeat it by.',
        }),
      },
      resolve: (_root, args, ctx, info) =>
        orProblem(
          async () =>
            answer(ctx, info, success, await run(ctx, (args as { input: Input }).input, info)),
          { ctx, info, input: (args as { input: Input }).input },
        ) as never,
    }),
  );
}

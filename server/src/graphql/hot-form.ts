import { getArgumentValues, type GraphQLSchema, Kind } from 'graphql';
import type { Identified } from '../kernel/ids.ts';
import type { HotMeans } from '../live/change.ts';
import { Prisma } from '../platform/database.ts';
import { sqlOver } from '../platform/prepared.ts';
import { type Asking, type Context, makeContext, type Services } from './context.ts';
import { documentShape } from './document-shape.ts';
import type { Operation } from './engine.ts';
import type { Admissible } from './judging.ts';
import { isNothing, readingOf } from './reads/read-made.ts';
import type { ReadExpression, Reads } from './reads/reads.ts';

/**
 * A mutation's command as one statement, which writes only where `ctx.hot.provided` holds. Null: it wrote
 * nothing, and the ordinary form has to be run, for a viewer that was looked up.
 */
export type HotForm<Args> = (ctx: Context, args: Args) => Promise<Identified | null>;

interface Declared {
  /** The type of what it makes. */
  readonly typename: string;
  readonly form: HotForm<unknown>;
}

interface HotMeansOf {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly reads: Reads | undefined;
}

/** Options of a mutation that has one: its resolver then finds in `asking.made` what it wrote. */
export function hotForm<Args>(typename: string, form: HotForm<Args>) {
  return { extensions: { hotForm: { typename, form } } };
}

/**
 * Gives the one command of a mutation for a viewer that is remembered, if it has a hot form. False:
 * nothing has been written, and nothing said of it.
 */
export async function writeHot(
  { schema, services, reads }: HotMeansOf,
  { document, operationName }: Operation,
  { variables }: Admissible,
  asking: Asking,
  access: string,
): Promise<boolean> {
  const { viewer } = asking;
  const operation = documentShape(document, operationName)?.operation;
  if (operation?.operation !== 'mutation' || !viewer) return false;
  const [node, ...others] = operation.selectionSet.selections;
  if (node?.kind !== Kind.FIELD || others.length > 0 || node.directives?.length) return false;
  const field = schema.getMutationType()!.getFields()[node.name.value];
  const declared = field?.extensions['hotForm'] as Declared | undefined;
  if (!field || !declared) return false;
  const { typename, form } = declared;
  let expression: ReadExpression | null = null;
  let data: string | null = null;
  const hot: HotMeans = {
    provided: Prisma.sql`${sqlOver(services.authentication.accessSql, [viewer.sessionId])} = ${access}`,
    answerSql(id) {
      const asked = readingOf(document, operation, variables, { typename, id });
      expression = reads?.expression({ ...asked, viewer, feedHead: null, execute: null }) ?? null;
      return expression && expression.sql;
    },
    answered(json) {
      const read = expression!.answerOf(json);
      data = isNothing(read) ? null : read.data;
    },
  };
  try {
    const ctx = Object.assign(makeContext(services, asking, null), { hot });
    const made = await form(ctx, getArgumentValues(field, node, variables));
    if (made) asking.made = { typename, id: made.id, data };
    return made !== null;
  } catch {
    // Whatever it is, the ordinary form meets it again and puts it into words.
    return false;
  }
}

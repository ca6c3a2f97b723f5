import { getArgumentValues, type GraphQLSchema, Kind } from 'graphql';
import type { Identified } from '../kernel/ids.ts';
import { Prisma } from '../platform/database.ts';
import { type Asking, type Context, makeContext, type Services } from './context.ts';
import { documentShape } from './document-shape.ts';
import type { Operation } from './engine.ts';
import type { Admissible } from './judging.ts';

/**
 * A mutation's command as one statement, which writes only where `ctx.provided` holds. Null: it wrote
 * nothing, and the ordinary form has to be run, for a viewer that was looked up.
 */
export type HotForm<Args> = (ctx: Context, args: Args) => Promise<Identified | null>;

interface Declared {
  /** The type of what it makes. */
  readonly typename: string;
  readonly form: HotForm<unknown>;
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
  schema: GraphQLSchema,
  services: Services,
  { document, operationName }: Operation,
  { variables }: Admissible,
  asking: Asking,
  access: string,
): Promise<boolean> {
  const operation = documentShape(document, operationName)?.operation;
  if (operation?.operation !== 'mutation' || !asking.viewer) return false;
  const [node, ...others] = operation.selectionSet.selections;
  if (node?.kind !== Kind.FIELD || others.length > 0 || node.directives?.length) return false;
  const field = schema.getMutationType()!.getFields()[node.name.value];
  const hot = field?.extensions['hotForm'] as Declared | undefined;
  if (!field || !hot) return false;
  const { accessSql } = services.authentication;
  const provided = Prisma.sql`${sqlOver(accessSql, asking.viewer.sessionId)} = ${access}`;
  try {
    const ctx = Object.assign(makeContext(services, asking, null), { provided });
    const made = await hot.form(ctx, getArgumentValues(field, node, variables));
    if (made) asking.made = { typename: hot.typename, id: made.id };
    return made !== null;
  } catch {
    // Whatever it is, the ordinary form meets it again and puts it into words.
    return false;
  }
}

/** An expression over `$1` as a part of a larger statement. */
function sqlOver(expression: string, value: string | null): Prisma.Sql {
  const parts = expression.split('$1');
  const sql = parts.flatMap((part, i) =>
    i === 0 ? [Prisma.raw(part)] : [Prisma.sql`${value}`, Prisma.raw(part)],
  );
  return Prisma.join(sql, '');
}

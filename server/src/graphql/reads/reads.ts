import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { Viewer } from '../../kernel/viewer.ts';
import { Prisma } from '../../platform/database.ts';
import { sqlOver } from '../../platform/prepared.ts';
import type { Sealer } from '../../platform/secrets.ts';
import type { Departure } from '../../platform/departure.ts';
import { databaseRefusal } from '../../platform/sql-state.ts';
import { Compiling } from './compiling.ts';
import { NotCompiled } from './not-compiled.ts';
import { rowPieces } from './object.ts';
import { type OperationFacts, operationFacts } from './operation-facts.ts';
import { compile, type Compiled, type Plan, SESSION } from './plan.ts';
import { Recent } from '../../kernel/recent.ts';
import { typesAskedFor } from './nodes.ts';
import { runStatement, type StatementRunner } from './run-statement.ts';
import { bindAt, type BoundValues, parameterValue, type Run } from './site.ts';
import { classOf } from './visibility-class.ts';

/** A query to answer: an operation of a valid document, its coerced variables, and who asks. */
export interface ReadRequest {
  readonly document: DocumentNode;
  readonly operation: OperationFacts['operation'];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  /** The log's head, where the document asks for it. */
  readonly feedHead: string | null;
  /** Aborts when the answer is no longer wanted. */
  readonly departure?: Departure | undefined;
  /** The statement need not ask for the session's access. Of one operation, always or never. */
  readonly isAccessKnown?: boolean;
  /** Runs what is left of the document on the ordinary path. Null: only what one statement answers as a whole is answered. */
  readonly execute: ((rest: DocumentNode) => Promise<ExecutionResult>) | null;
}

/** An answer. */
export interface ReadAnswer {
  /** The value of `data`, as JSON text. */
  readonly data: string;
  /** What went wrong in the part that the executor ran. */
  readonly errors?: readonly GraphQLError[];
  /** What `accessSql` gave in the same statement. Undefined: no statement was run. */
  readonly access?: string | null;
  /** What the executor ran of it, and why. Empty: nothing. */
  readonly why: readonly string[];
}

/** What is read as a part of another statement. */
export interface ReadExpression {
  readonly sql: Prisma.Sql;
  /** The answer, from the expression's value. */
  answerOf(value: string): ReadAnswer;
}

export interface ReadsOptions extends StatementRunner {
  readonly schema: GraphQLSchema;
  readonly listCursors: Sealer;
  /** One SQL expression over `$1`, the session's id, that every statement selects as well. */
  readonly accessSql?: string;
}

/** Queries compiled to one SQL statement each, which builds the JSON of the answer in the database. */
export interface Reads {
  /**
   * Answers a query. A text: why the ordinary path has to, which is not fast but always right; among
   * the reasons is any argument that is refused, so that one path words all refusals.
   */
  read(request: ReadRequest): Promise<ReadAnswer | string>;
  /** A query of one field as an expression within another statement. Null: it needs more than that. */
  expression(request: ReadRequest): ReadExpression | null;
  /** The plan of a query, made if there is none, and what this request gives its statement. A text: why there is none. */
  plan(request: ReadRequest): { readonly plan: Plan; readonly parameters: unknown[] } | string;
  /** How many queries were answered by which path, and how many plans are remembered. */
  readonly stats: ReadStats;
}

/** What the reads of a process have done. Plain numbers: counting costs nothing. */
export interface ReadStats {
  readonly answered: Record<ReadPath, number>;
  readonly plans: () => number;
}

/** Those of a process that compiles nothing. */
export const noReads: ReadStats = {
  answered: { compiled: 0, partly_compiled: 0, ordinary: 0 },
  plans: () => 0,
};

/** By which path a query was answered: by its statement, by the executor for a part, or by that alone. */
export type ReadPath = 'compiled' | 'partly_compiled' | 'ordinary';

/** How many plans, and how many shapes of documents, are remembered: those used last. */
export const MAX_PLANS = 1_000;

interface Prepared {
  readonly plan: Plan;
  readonly values: readonly BoundValues[];
}

/** Opens the compiled reads of a schema. @see docs/decisions/0029-queries-are-compiled-to-sql.md */
export function openReads(options: ReadsOptions): Reads {
  const { schema, listCursors } = options;
  const accessSql = options.accessSql ?? null;
  const shapes = new Recent<Compiled['places']>(MAX_PLANS);
  const plans = new Recent<Plan>(MAX_PLANS);
  const answered = { compiled: 0, partly_compiled: 0, ordinary: 0 };

  const prepare = (request: ReadRequest): Prepared => {
    const { document, variables, viewer } = request;
    const facts = operationFacts(schema, document, request.operation);
    const run: Run = { variables, viewer, asClass: classOf(viewer), listCursors };
    const shape = `${request.isAccessKnown ? '' : 'with access '}${shapeKey(schema, facts, run)}`;
    const places = shapes.get(shape);
    if (places) {
      let key = shape;
      const values: BoundValues[] = [];
      for (const { site, fixed } of places) {
        const bound = fixed ?? bindAt(site, run);
        key += bound.key;
        values.push(bound.values);
      }
      const plan = plans.get(key);
      if (plan) return { plan, values };
    }
    const compiling = new Compiling(schema, facts.fragments, run, rowPieces);
    const compiled = compile(facts, compiling, request.isAccessKnown ? null : accessSql);
    shapes.set(shape, compiled.places);
    plans.set(shape + compiling.bound.map(({ key }) => key).join(''), compiled.plan);
    return { plan: compiled.plan, values: compiling.bound.map(({ values }) => values) };
  };

  /** The ordinary path answers: now, or when it is asked again with somebody to execute. */
  const leave = ({ execute }: ReadRequest, why: string): string => {
    if (execute) answered.ordinary++;
    return why;
  };

  const reads: Reads = {
    async read(request) {
      try {
        const { plan, values } = prepare(request);
        if (!plan.statement) return leave(request, plan.why.join('; ') || 'nothing is read');
        const { execute } = request;
        if (plan.rest && !execute) return plan.why.join('; ');
        const parameters = parametersOf(plan, values, request.viewer);
        const [[row], rest] = await Promise.all([
          runStatement<(string | null)[]>(options, plan.statement, parameters, request.departure),
          plan.rest && execute ? execute(plan.rest) : null,
        ]);
        answered[plan.rest ? 'partly_compiled' : 'compiled']++;
        return answerOf(plan, row!, rest, request, listCursors);
      } catch (error) {
        return leave(request, reasonOf(error));
      }
    },
    expression(request) {
      try {
        const { plan, values } = prepare(request);
        if (!plan.statement || plan.rest || plan.roots.length > 1) return null;
        const { text } = plan.statement;
        return {
          sql: Prisma.sql`(${sqlOver(text, parametersOf(plan, values, request.viewer))})`,
          answerOf: (value) => answerOf(plan, [value], null, request, listCursors),
        };
      } catch (error) {
        reasonOf(error);
        return null;
      }
    },
    plan(request) {
      try {
        const { plan, values } = prepare(request);
        return { plan, parameters: parametersOf(plan, values, request.viewer) };
      } catch (error) {
        return reasonOf(error);
      }
    },
    stats: { answered, plans: () => plans.size },
  };
  return reads;
}

function parametersOf(plan: Plan, values: readonly BoundValues[], viewer: Viewer): unknown[] {
  return plan.parameters.map((parameter) =>
    parameter === SESSION ? viewer.sessionId : parameterValue(parameter, values, viewer),
  );
}

/** What decides which places a document has: the operation, the class, what is skipped, and what `node` is asked for. */
function shapeKey(schema: GraphQLSchema, facts: OperationFacts, run: Run): string {
  const { variables, asClass } = run;
  let key = `${facts.number} ${asClass.key} `;
  for (const name of facts.deciding) key += ` ${String(variables[name])}`;
  for (const node of facts.nodes) {
    const field = schema.getQueryType()!.getFields()[node.name.value]!;
    key += ` ${typesAskedFor(field, node, variables).join()}`;
  }
  return key;
}

function answerOf(
  plan: Plan,
  row: readonly (string | null)[],
  rest: ExecutionResult | null,
  { viewer, feedHead }: ReadRequest,
  listCursors: Sealer,
): ReadAnswer {
  const errors = rest?.errors ? { errors: rest.errors } : {};
  const access = plan.hasAccess ? { access: row.at(-1)! } : {};
  const common = { ...errors, ...access, why: plan.why };
  // Something that must not be null was, and took everything along.
  if (rest && !rest.data) return { data: 'null', ...common };
  let text = '';
  for (const { label, key, source } of plan.roots) {
    text += label;
    if (typeof source === 'number') text += row[source]!;
    else if (source === 'executor') text += JSON.stringify(rest!.data![key]);
    else text += source === 'head' ? JSON.stringify(feedHead) : '"Query"';
  }
  text += plan.roots.length === 0 ? '{}' : '}';
  return { data: plan.cursors.seal(text, listCursors, viewer.workspaceId), ...common };
}

/** Why the ordinary path has to answer. @throws an error that it would meet as well */
function reasonOf(error: unknown): string {
  const state = databaseRefusal(error)?.sqlState;
  // Of the data, of a statement that we got wrong, or what `failing` makes; anything else (the database is away, it took too long) the ordinary path would meet too.
  const isOurs = ['22', '42', '54'].some((of) => state?.startsWith(of));
  if (isOurs) return `the statement failed (${state}): ${(error as Error).message}`;
  if (error instanceof NotCompiled || isRefusal(error)) return (error as Error).message;
  throw error;
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'extensions' in error;
}

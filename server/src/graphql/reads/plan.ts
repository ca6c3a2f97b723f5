import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';
import { Prisma } from '../../platform/database.ts';
import type { Compiling, Place } from './compiling.ts';
import type { Cursors } from './cursors.ts';
import { declaredAs } from './declared.ts';
import { textOf } from './json-text.ts';
import { NotCompiled } from './not-compiled.ts';
import type { OperationFacts } from './operation-facts.ts';
import { numbered } from './numbered.ts';
import { rootPieces } from './root.ts';
import type { Statement } from './run-statement.ts';
import { collectFields, type Selected } from './selection.ts';

type Sql = Prisma.Sql;

/** Where the value of a field of `Query` comes from: a column of the statement, the log's head, its own name, or the executor. */
export type RootSource = number | 'head' | 'typename' | 'executor';

/** One field of the answer: what stands before its value in the text, its response key, and where the value comes from. */
interface Root {
  readonly label: string;
  readonly key: string;
  readonly source: RootSource;
}

/** An operation compiled: one statement, and how its row becomes the answer. */
export interface Plan {
  /** Null: there is nothing to read. */
  readonly statement: Statement | null;
  /** What `$1`, `$2`, … are. */
  readonly parameters: readonly unknown[];
  /** In the order of the answer. */
  readonly roots: readonly Root[];
  /** Whether the last column is the viewer's access. */
  readonly hasAccess: boolean;
  /** The part of the document that is left to the executor. */
  readonly rest: DocumentNode | null;
  /** Why it is left to it. */
  readonly why: readonly string[];
  readonly cursors: Cursors;
}

/** A plan with the places that the next request binds. */
export interface Compiled {
  readonly plan: Plan;
  readonly places: readonly Place[];
}

let lastPlan = 0;

/**
 * Compiles a query for a class of viewers and the shape of its arguments.
 *
 * `accessSql` is one more expression to select, over `$1`, the session's id.
 *
 * @throws {Refusal|GraphQLError} an argument that cannot be
 */
export function compile(
  facts: OperationFacts,
  compiling: Compiling,
  accessSql: string | null,
): Compiled {
  const query = compiling.schema.getQueryType()!;
  const selected = collectFields(compiling, query, [facts.operation.selectionSet]);
  const roots: Root[] = [];
  const columns: Sql[] = [];
  const left: FieldNode[] = [];
  const why: string[] = [];
  for (const [key, nodes] of selected) {
    const source = rootSource(compiling, query, nodes, columns, why);
    const label = `${roots.length === 0 ? '{' : ','}${JSON.stringify(key)}:`;
    roots.push({ label, key, source });
    if (source === 'executor') left.push(...nodes);
  }
  const isRead = columns.length > 0;
  const hasAccess = accessSql !== null && isRead;
  if (hasAccess) columns.push(Prisma.raw(accessSql));
  const { text, parameters } = numbered(
    Prisma.sql`SELECT ${isRead ? Prisma.join(columns, ', ') : Prisma.empty}`,
    accessSql === null ? [] : [SESSION],
  );
  return {
    plan: {
      statement: isRead ? { name: `read ${++lastPlan}`, text, uses: 0 } : null,
      parameters,
      roots,
      hasAccess,
      rest: left.length === 0 ? null : restOf(facts, left, selected),
      why,
      cursors: compiling.cursors,
    },
    places: compiling.places,
  };
}

/** Stands for the session of the viewer. */
export const SESSION = '\0session';

function rootSource(
  compiling: Compiling,
  query: GraphQLObjectType,
  nodes: readonly FieldNode[],
  columns: Sql[],
  why: string[],
): RootSource {
  const { value: name } = nodes[0]!.name;
  if (name === '__typename') return 'typename';
  const field = query.getFields()[name];
  if (field && declaredAs(field)?.kind === 'HEAD') return 'head';
  const mark = compiling.mark();
  try {
    if (!field) throw new NotCompiled(`Query.${name} is code`);
    return columns.push(textOf(rootPieces(compiling, field, nodes))) - 1;
  } catch (error) {
    if (!(error instanceof NotCompiled)) throw error;
    compiling.backTo(mark);
    why.push(error.message);
    return 'executor';
  }
}

/** The document with nothing at its root but what is left. */
function restOf(
  { operation, fragments }: OperationFacts,
  left: readonly SelectionNode[],
  selected: Selected,
): DocumentNode {
  const all = [...selected.values()].flat().length === left.length;
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      all
        ? operation
        : { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [...left] } },
      ...fragments.values(),
    ],
  };
}

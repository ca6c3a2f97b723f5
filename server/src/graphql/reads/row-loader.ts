import { createHash } from 'node:crypto';
import { Prisma } from '../../platform/database.ts';
import { type Context, departureIn } from '../context.ts';
import {
  keyField,
  type LoadedRow,
  type NodeSource,
  type RowLoader,
  ofWorkspace,
  visibleSql,
} from '../node-source.ts';
import { NotCompiled } from './not-compiled.ts';
import { numbered } from './numbered.ts';
import { Recent } from '../../kernel/recent.ts';
import { From } from './row.ts';
import { rowJson, type RowJson } from './row-json.ts';
import { runStatement, type Statement, type StatementRunner } from './run-statement.ts';
import { columnOf, modelOf } from './sql-map.ts';

/** How many shapes of rows are remembered: those used last. */
const MAX_SHAPES = 500;

interface Shape {
  readonly head: string;
  readonly tail: string;
  readonly revive: RowJson['revive'];
}

/**
 * Opens what loads the objects that mutations answer with and that events are about: all rows of a
 * type with all their relations in one statement, where Prisma sends one for each relation.
 */
export function openRowLoader(runner: StatementRunner): RowLoader {
  const shapes = new Recent<Shape | null>(MAX_SHAPES);
  const statements = new Recent<Statement>(MAX_SHAPES);

  const shapeOf = (source: NodeSource, query: object): Shape | null => {
    const key = `${source.model} ${JSON.stringify(query)}`;
    let shape = shapes.get(key);
    if (shape === undefined) {
      shape = makeShape(source, query);
      shapes.set(key, shape);
    }
    return shape;
  };
  const statementOf = (text: string): Statement => {
    let statement = statements.get(text);
    if (!statement) {
      const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
      statement = { name: `rows ${digest}`, text, uses: 0 };
      statements.set(text, statement);
    }
    return statement;
  };

  return {
    async load(ctx, source, keys, query) {
      const shape = shapeOf(source, query);
      if (!shape) return null;
      const { text, parameters } = numbered(
        Prisma.sql`${Prisma.raw(shape.head)} ${whereSql(ctx, source, keys)} ${Prisma.raw(shape.tail)}`,
      );
      const rows = await runStatement<[string]>(
        runner,
        statementOf(text),
        parameters,
        departureIn(ctx.asking),
      );
      return rows.map(([json]) => {
        const row = JSON.parse(json) as Record<string, unknown>;
        shape.revive(row);
        return row as LoadedRow;
      });
    },
  };
}

function makeShape(source: NodeSource, query: object): Shape | null {
  let aliases = 0;
  const nextAlias = () => `t${++aliases}`;
  const from = new From(modelOf(source.model), nextAlias);
  const { table } = from.row.model;
  try {
    const { sql, revive } = rowJson(query, from.row, nextAlias);
    return {
      head: `SELECT ${sql}::text FROM (SELECT ${from.columnsText} FROM ${table} x WHERE`,
      tail: `) ${from.row.alias} ${from.joinsText}`,
      revive,
    };
  } catch (error) {
    if (error instanceof NotCompiled) return null;
    throw error;
  }
}

/** A write that hands an object to somebody else still answers with it: what the request wrote is seen as well. */
function whereSql(
  { viewer, written }: Context,
  source: NodeSource,
  keys: readonly string[],
): Prisma.Sql {
  const column = columnOf(modelOf(source.model), keyField(source));
  const key = Prisma.raw(`x.${column.column}`);
  const isAsked = Prisma.sql`${key} = ANY (${[...keys]}::uuid[])`;
  if (!source.rows || viewer.scope.kind === 'ALL' || written.size === 0)
    return Prisma.sql`${isAsked} AND ${visibleSql(source, viewer)}`;
  return Prisma.sql`${isAsked} AND ${ofWorkspace(source, viewer)}
    AND (${key} = ANY (${[...written]}::uuid[]) OR ${visibleSql(source, viewer)})`;
}

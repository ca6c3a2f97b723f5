import type { Permission } from '../kernel/permission.ts';
import type { Visibility } from '../kernel/viewer.ts';
import { Prisma } from '../platform/database.ts';
import type { Context } from './context.ts';
import { columnOf, modelOf } from './reads/sql-map.ts';
import { type RowRule, scopeSql } from './visibility.ts';

/** Who asks, as far as a condition may depend on it. */
export type Asker = Visibility & { readonly userId: string };

/**
 * How objects of one type are found by key, always within the viewer's workspace: the one
 * declaration from which come Prisma's query and the compiled one.
 */
export interface NodeSource {
  /** Without it, every id of the type is answered like an id of nothing. */
  readonly permission: Permission;
  /** How its rows come under the viewer's row scope. Absent: they do not. */
  readonly rows?: RowRule;
  /** Prisma's model. */
  readonly model: Prisma.ModelName;
  /** The model's field that holds the key within a workspace. Default `id`. */
  readonly key?: string;
  /** The model's field that holds the workspace. Default `workspaceId`. */
  readonly workspace?: string;
  /** Whether everybody finds but the own ones, by the field `userId`. */
  readonly isPersonal?: boolean;
}

const sources = new Map<string, NodeSource>();

/** Registers how the objects of a type are found by id. Each type that implements `Node` needs one; a test looks. */
export function nodeSource(typename: string, source: NodeSource): void {
  sources.set(typename, source);
}

/** How a type's objects are found. Undefined: it is none that has an id. */
export function sourceOf(typename: string): NodeSource | undefined {
  return sources.get(typename);
}

/** The field of a row that holds its key. */
export function keyField({ key = 'id' }: NodeSource): string {
  return key;
}

/** The types that have a source. */
export function nodeTypes(): readonly string[] {
  return [...sources.keys()];
}

/** The condition over a type's table as `x` that a row is of the asker's workspace, and its own where everybody has but the own ones. */
export function ofWorkspace(source: NodeSource, asker: Asker): Prisma.Sql {
  const { workspace = 'workspaceId', isPersonal } = source;
  const { column } = columnOf(modelOf(source.model), workspace);
  const inWorkspace = Prisma.sql`${Prisma.raw(`x.${column}`)} = ${asker.workspaceId}::uuid`;
  return isPersonal
    ? Prisma.sql`${inWorkspace} AND x.user_id = ${asker.userId}::uuid`
    : inWorkspace;
}

/** The condition over a type's table as `x` that the asker may see a row. */
export function visibleSql(source: NodeSource, asker: Asker): Prisma.Sql {
  const inScope = source.rows && scopeSql(source.rows, asker.scope, 'x');
  return inScope
    ? Prisma.sql`${ofWorkspace(source, asker)} AND ${inScope}`
    : ofWorkspace(source, asker);
}

/** A row as Prisma would load it. */
export type LoadedRow = Readonly<Record<string, string>>;

/** Loads rows with their relations in one statement each. */
export interface RowLoader {
  /** The rows with these keys that the viewer may see, in no order. Null: Prisma has to, since the query asks for more than columns and relations. */
  load(
    ctx: Context,
    source: NodeSource,
    keys: readonly string[],
    query: object,
  ): Promise<readonly LoadedRow[] | null>;
}

import type { RowScope } from '../kernel/row-scope.ts';
import { Prisma } from '../platform/database.ts';
import type { Context } from './context.ts';

/** A column, as SQL and as Prisma call it. */
interface Column {
  readonly column: string;
  readonly field: string;
}

/**
 * How the rows of a type come under a row scope: by columns of their own, or with the row they belong
 * to. Data and not code, so that SQL, Prisma and whatever comes to compile reads ask the same.
 */
export type RowRule =
  | { readonly by: 'COLUMNS'; readonly team: Column; readonly owner: Column }
  | {
      readonly by: 'PARENT';
      readonly table: string;
      readonly rule: RowRule;
      /** The column that holds the parent's key. */
      readonly column: string;
      /** The parent, as Prisma calls it. */
      readonly relation: string;
    };

/** The condition, over the alias, that rows of the scope meet. Null: all do. */
export function scopeSql(rule: RowRule, scope: RowScope, alias: string): Prisma.Sql | null {
  if (scope.kind === 'ALL') return null;
  const x = Prisma.raw(alias);
  if (rule.by === 'COLUMNS') {
    return scope.kind === 'TEAM'
      ? Prisma.sql`${x}.${Prisma.raw(rule.team.column)} = ${scope.teamId}::uuid`
      : Prisma.sql`${x}.${Prisma.raw(rule.owner.column)} = ${scope.ownerId}::uuid`;
  }
  const parent = `${alias}_parent`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM ${Prisma.raw(`${rule.table} ${parent}`)}
    WHERE ${Prisma.raw(`${parent}.workspace_id = ${alias}.workspace_id AND ${parent}.id = ${alias}.${rule.column}`)}
      AND ${scopeSql(rule.rule, scope, parent)})`;
}

/** The same as a further condition of a statement's WHERE: with its AND, or nothing. */
export function andScopeSql(rule: RowRule, scope: RowScope, alias: string): Prisma.Sql {
  const condition = scopeSql(rule, scope, alias);
  return condition ? Prisma.sql`AND ${condition}` : Prisma.empty;
}

/** The same as a part of Prisma's `where`; empty where all rows are seen. */
export function scopeWhere(rule: RowRule, scope: RowScope): object {
  if (scope.kind === 'ALL') return {};
  if (rule.by === 'PARENT') return { [rule.relation]: scopeWhere(rule.rule, scope) };
  return scope.kind === 'TEAM'
    ? { [rule.team.field]: scope.teamId }
    : { [rule.owner.field]: scope.ownerId };
}

/**
 * What a request may load by key, as a part of Prisma's `where`: the rows of the viewer's scope, and
 * those that this very request wrote. A write that hands an object to somebody else still answers with it.
 */
export function visibleWhere(rule: RowRule, { viewer, written }: Context): object {
  const inScope = scopeWhere(rule, viewer.scope);
  if (viewer.scope.kind === 'ALL' || written.size === 0) return inScope;
  return { OR: [inScope, { id: { in: [...written] } }] };
}

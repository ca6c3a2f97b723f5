import { Prisma } from '../../platform/database.ts';
import { columnOf, type Join, joinOf, type Model } from './sql-map.ts';

/** A row that an object is told from: a table in some FROM, and whatever is joined to it there. */
export interface Row {
  readonly model: Model;
  readonly alias: string;
  /** Where a field's column stands, such as `t1.name`. */
  at(field: string): string;
  /** Where a column stands. */
  atColumn(column: string): string;
  /** The row that a to-one relation leads to, joined once to the same FROM. */
  joined(relation: string): { readonly row: Row; readonly join: Join };
}

/** Of the columns by which a row is found, as many as it takes: what else a foreign key names is equal then. */
function keyOf({ key, columns }: Model, pairs: Join['pairs']): Join['pairs'] {
  const [only, more] = key.map((field) => columns[field]!.column);
  const own = more === undefined && pairs.filter(([, their]) => their === only);
  return own && own.length > 0 ? own : pairs;
}

/** The FROM of one SELECT, which grows while what it selects is written. */
export class From {
  readonly row: Row;
  /** The columns of the row that something asked for. */
  private readonly used = new Set<string>();
  private readonly joins: string[] = [];
  private readonly nextAlias: () => string;

  constructor(model: Model, nextAlias: () => string) {
    this.nextAlias = nextAlias;
    const alias = nextAlias();
    this.row = this.rowOf(model, alias, (column) => {
      this.used.add(column);
      return `${alias}.${column}`;
    });
  }

  /** The rows that a relation leads to from a row of another SELECT, and the condition that they do. */
  static ofRelation(
    row: Row,
    relation: string,
    nextAlias: () => string,
  ): { readonly from: From; readonly on: string } {
    const { model, pairs } = joinOf(row.model, relation);
    const from = new From(model, nextAlias);
    const on = pairs
      .map(([ours, theirs]) => `${from.row.atColumn(theirs)} = ${row.atColumn(ours)}`)
      .join(' AND ');
    return { from, on };
  }

  /** Whether rows of other tables are joined, after which the order of a subquery need not hold. */
  get hasJoins(): boolean {
    return this.joins.length > 0;
  }

  /** The joins, to stand behind the row's own table. */
  get joinsText(): string {
    return this.joins.join(' ');
  }

  /** The same, as a part of a statement. */
  get joinsSql(): Prisma.Sql {
    return Prisma.raw(this.joinsText);
  }

  /** The columns in use, over `x`. */
  get columnsText(): string {
    return [...this.used].map((column) => `x.${column}`).join(', ') || 'NULL';
  }

  /** The same, as a part of a statement. */
  get columnsSql(): Prisma.Sql {
    return Prisma.raw(this.columnsText);
  }

  private rowOf(model: Model, alias: string, atColumn: (column: string) => string): Row {
    const joined = new Map<string, { row: Row; join: Join }>();
    return {
      model,
      alias,
      atColumn,
      at: (field) => atColumn(columnOf(model, field).column),
      joined: (relation) => {
        let found = joined.get(relation);
        if (!found) {
          const join = joinOf(model, relation);
          found = { join, row: this.joinedRow(join, atColumn) };
          joined.set(relation, found);
        }
        return found;
      },
    };
  }

  /**
   * The columns by which it is found are those of the row that refers to it: a foreign key says so.
   * Its table is joined when something else of it is asked for, which a bare id does not.
   */
  private joinedRow({ model, pairs }: Join, ourColumn: (column: string) => string): Row {
    const alias = this.nextAlias();
    const ours = new Map(pairs.map(([our, their]) => [their, our]));
    let isJoined = false;
    return this.rowOf(model, alias, (column) => {
      const our = ours.get(column);
      if (our !== undefined) return ourColumn(our);
      if (!isJoined) {
        isJoined = true;
        const on = keyOf(model, pairs).map(
          ([mine, their]) => `${alias}.${their} = ${ourColumn(mine)}`,
        );
        this.joins.push(`LEFT JOIN ${model.table} ${alias} ON ${on.join(' AND ')}`);
      }
      return `${alias}.${column}`;
    });
  }
}

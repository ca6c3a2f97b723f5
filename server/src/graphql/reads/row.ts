import { Prisma } from '../../platform/database.ts';
import { columnOf, type Join, joinOf, type Model } from './sql-map.ts';

type Sql = Prisma.Sql;

/** A row that an object is told from: a table in some FROM, and whatever is joined to it there. */
export interface Row {
  readonly model: Model;
  readonly alias: string;
  /** Where a column stands, such as `t1.name`. */
  at(field: string): string;
  /** The row that a to-one relation leads to, joined once to the same FROM. */
  joined(relation: string): { readonly row: Row; readonly join: Join };
}

/** The FROM of one SELECT, which grows while what it selects is written. */
export class From {
  readonly row: Row;
  /** The columns of the row that something asked for. */
  readonly used = new Set<string>();
  private readonly joins: Sql[] = [];
  private readonly nextAlias: () => string;

  constructor(model: Model, nextAlias: () => string) {
    this.nextAlias = nextAlias;
    this.row = this.rowOf(model, nextAlias(), (column) => this.used.add(column));
  }

  /** Whether rows of other tables are joined, after which the order of a subquery need not hold. */
  get hasJoins(): boolean {
    return this.joins.length > 0;
  }

  /** The joins, to stand behind the row's own table. */
  get joinsSql(): Sql {
    return this.joins.length === 0 ? Prisma.empty : Prisma.join(this.joins, ' ');
  }

  /** The columns in use, over `x`. */
  get columnsSql(): Sql {
    if (this.used.size === 0) return Prisma.raw('NULL');
    return Prisma.raw([...this.used].map((column) => `x.${column}`).join(', '));
  }

  private rowOf(model: Model, alias: string, use: (column: string) => void): Row {
    const joined = new Map<string, { row: Row; join: Join }>();
    return {
      model,
      alias,
      at: (field) => {
        const { column } = columnOf(model, field);
        use(column);
        return `${alias}.${column}`;
      },
      joined: (relation) => {
        let found = joined.get(relation);
        if (!found) {
          const join = joinOf(model, relation);
          const row = this.rowOf(join.model, this.nextAlias(), () => undefined);
          const on = join.pairs.map(([ours, theirs]) => {
            use(ours);
            return `${row.alias}.${theirs} = ${alias}.${ours}`;
          });
          this.joins.push(
            Prisma.raw(`LEFT JOIN ${join.model.table} ${row.alias} ON ${on.join(' AND ')}`),
          );
          found = { row, join };
          joined.set(relation, found);
        }
        return found;
      },
    };
  }
}

import { type FieldNode, getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import { Prisma } from '../../platform/database.ts';
import type { ListDefinition, Order } from '../list-definition.ts';
import type { Compiling } from './compiling.ts';
import { declaredAs } from './declared.ts';
import { objectPieces, type Piece, textOf } from './json-text.ts';
import { NotCompiled } from './not-compiled.ts';
import type { From } from './row.ts';
import { collectFields, setsBelow } from './selection.ts';

type Sql = Prisma.Sql;

/** What a list's statement depends on beside its SQL. */
export interface ListFacts {
  readonly size: number;
  readonly isBackward: boolean;
  readonly hasCursor: boolean;
  readonly order: readonly Order[];
}

interface PageSource {
  readonly list: ListDefinition;
  readonly facts: ListFacts;
  /** What a row stands by, over `x`. */
  readonly keys: readonly Sql[];
  /** The rows in their order, with these columns of `x`. */
  readonly rows: (columns: Sql) => Sql;
  /** The number of a row in that order, from 1. */
  readonly number: Sql;
  /** How many there are, whichever page is asked for. */
  readonly count: Sql;
}

/** One page that is being told: its parts say what has to be read of its rows. */
export class Page {
  private readonly compiling: Compiling;
  private readonly from: From;
  private readonly source: PageSource;
  /** Whether something of its rows is told, so that they have to be read at all. */
  isRead = false;
  /** Whether it matters if there is a row behind the page. */
  private looksAhead = false;
  private needsNumbers = false;
  private needsKeys = false;

  constructor(compiling: Compiling, from: From, source: PageSource) {
    this.compiling = compiling;
    this.from = from;
    this.source = source;
  }

  /** The pieces of one field of the connection. */
  part(type: GraphQLObjectType, name: string, nodes: readonly FieldNode[]): readonly Piece[] {
    const field = type.getFields()[name]!;
    if (declaredAs(field)?.kind !== 'PART') throw new NotCompiled(`${type.name}.${name} is code`);
    const target = getNamedType(field.type);
    switch (name) {
      case 'totalCount':
        return [this.source.count];
      case 'pageInfo':
        return this.pageInfo(target as GraphQLObjectType, nodes);
      case 'nodes':
        return this.each(this.node(target, nodes));
      case 'edges':
        return this.each(this.edge(target as GraphQLObjectType, nodes));
      default:
        throw new NotCompiled(`${type.name}.${name} is no part of a page`);
    }
  }

  /** The SELECT that makes one text of the page's rows. */
  select(pieces: readonly Piece[]): Sql {
    const { facts, rows, number, keys } = this.source;
    const { alias } = this.from.row;
    // First, since it finds out what it needs of the rows.
    const text = textOf(pieces);
    const limit = Prisma.raw(String(facts.size + (this.looksAhead ? 1 : 0)));
    const columns = [this.from.columnsSql];
    if (this.needsNumbers) columns.push(Prisma.sql`${number} AS n__`);
    if (this.needsKeys)
      columns.push(...keys.map((key, i) => Prisma.sql`${key} AS ${Prisma.raw(`k${i}__`)}`));
    return Prisma.sql`(SELECT ${text} FROM (${rows(Prisma.join(columns, ', '))} LIMIT ${limit}) ${Prisma.raw(alias)} ${this.from.joinsSql})`;
  }

  /** All rows of the page, one after the other in the order of the answer. */
  private each(pieces: readonly Piece[]): readonly Piece[] {
    this.isRead = true;
    return [
      '[',
      () =>
        Prisma.sql`coalesce(string_agg(${textOf(pieces)}, ','${this.inOrder}) ${this.ofPage}, '')`,
      ']',
    ];
  }

  /**
   * A subquery's order survives an aggregate, but for joins. By its own keys it is put in order where
   * that is enough: PostgreSQL sees that it is in order already.
   */
  private get inOrder(): Sql {
    const { isBackward, order } = this.source.facts;
    const { alias } = this.from.row;
    if (!isBackward && !this.from.hasJoins) return Prisma.empty;
    if (isBackward || this.looksAhead) {
      this.needsNumbers = true;
      return Prisma.raw(` ORDER BY ${alias}.n__${isBackward ? ' DESC' : ''}`);
    }
    this.needsKeys = true;
    const directions = [...order, order.at(-1)!].map(({ direction }) => direction);
    const keys = directions.map((direction, i) => `${alias}.k${i}__ ${direction}`);
    return Prisma.raw(` ORDER BY ${keys.join(', ')}`);
  }

  /** Leaves out the row that is only looked at. */
  private get ofPage(): Sql {
    if (!this.looksAhead) return Prisma.empty;
    this.needsNumbers = true;
    return Prisma.raw(`FILTER (WHERE ${this.from.row.alias}.n__ <= ${this.source.facts.size})`);
  }

  private node(type: unknown, nodes: readonly FieldNode[]): Piece[] {
    if (!isObjectType(type)) throw new NotCompiled('rows of several types');
    return this.compiling.row(type, this.from.row, setsBelow(nodes));
  }

  private edge(type: GraphQLObjectType, nodes: readonly FieldNode[]): Piece[] {
    return objectPieces(
      [...collectFields(this.compiling, type, setsBelow(nodes))].map(([key, merged]) => {
        const { value: name } = merged[0]!.name;
        if (name === '__typename') return [key, [JSON.stringify(type.name)]];
        const field = type.getFields()[name]!;
        if (name === 'node') return [key, this.node(getNamedType(field.type), merged)];
        if (name === 'cursor') return [key, [this.cursor()]];
        throw new NotCompiled(`${type.name}.${name} is code`);
      }),
    );
  }

  private pageInfo(type: GraphQLObjectType, nodes: readonly FieldNode[]): Piece[] {
    return objectPieces(
      [...collectFields(this.compiling, type, setsBelow(nodes))].map(([key, merged]) => [
        key,
        [this.pageFact(type, merged[0]!.name.value)],
      ]),
    );
  }

  private pageFact(type: GraphQLObjectType, name: string): Piece {
    const { isBackward, hasCursor } = this.source.facts;
    switch (name) {
      case '__typename':
        return JSON.stringify(type.name);
      case 'hasNextPage':
        return isBackward ? String(hasCursor) : this.hasMore();
      case 'hasPreviousPage':
        return isBackward ? this.hasMore() : String(hasCursor);
      case 'startCursor':
        return this.end(true);
      case 'endCursor':
        return this.end(false);
      default:
        throw new NotCompiled(`${type.name}.${name} is code`);
    }
  }

  private hasMore(): Piece {
    this.isRead = true;
    this.looksAhead = true;
    return Prisma.raw(
      `CASE WHEN count(*) > ${this.source.facts.size} THEN 'true' ELSE 'false' END`,
    );
  }

  /** The cursor of the page's first row in the order of the answer, or of its last. */
  private end(isFirst: boolean): Piece {
    const { facts, keys } = this.source;
    if (facts.size === 0) return 'null';
    this.isRead = true;
    this.needsKeys = true;
    return () => {
      const last = this.looksAhead ? `least(count(*), ${facts.size})` : 'count(*)';
      const at = Prisma.raw(`[${isFirst ? 1 : last}]`);
      const picked = keys.map((_key, i) => {
        const key = Prisma.raw(`${this.from.row.alias}.k${i}__`);
        return Prisma.sql`(array_agg(${key}${this.inOrder}) ${this.ofPage})${at}::text`;
      });
      const position = Prisma.sql`CASE WHEN count(*) > 0 THEN array_to_json(ARRAY[${Prisma.join(picked)}])::text END`;
      return Prisma.sql`coalesce(${this.cursorOf(position)}, 'null')`;
    };
  }

  private cursor(): Sql {
    this.needsKeys = true;
    const keys = this.source.keys.map((_key, i) =>
      Prisma.raw(`${this.from.row.alias}.k${i}__::text`),
    );
    return this.cursorOf(Prisma.sql`array_to_json(ARRAY[${Prisma.join(keys)}])::text`);
  }

  private cursorOf(position: Sql): Sql {
    const { list, facts } = this.source;
    return this.compiling.cursors.mark({ list, order: facts.order }, position);
  }
}

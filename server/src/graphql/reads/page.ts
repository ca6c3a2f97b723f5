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
  /** Where a row stands, over `x`. */
  readonly position: Sql;
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
  private hasPositions = false;

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

  /** The statement's SELECT that makes one text of the page's rows. */
  select(text: Sql): Sql {
    const { facts, rows, number, position } = this.source;
    const { alias } = this.from.row;
    const limit = Prisma.raw(String(facts.size + (this.looksAhead ? 1 : 0)));
    const columns = [this.from.columnsSql, Prisma.sql`${number} AS n__`];
    if (this.hasPositions) columns.push(Prisma.sql`array_to_json(${position})::text AS position__`);
    return Prisma.sql`(SELECT ${text} FROM (${rows(Prisma.join(columns, ', '))} LIMIT ${limit}) ${Prisma.raw(alias)} ${this.from.joinsSql})`;
  }

  /** All rows of the page, one after the other in the order of the answer. */
  private each(pieces: readonly Piece[]): readonly Piece[] {
    this.isRead = true;
    const order = this.source.facts.isBackward ? 'DESC' : 'ASC';
    return [
      '[',
      Prisma.sql`coalesce(string_agg(${textOf(pieces)}, ',' ORDER BY ${Prisma.raw(`${this.number} ${order}`)}) FILTER (WHERE ${this.isOfPage}), '')`,
      ']',
    ];
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
        if (name === 'cursor') return [key, [this.cursorOf(Prisma.raw(this.position))]];
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
        return this.endOfPage(isBackward ? 'DESC' : 'ASC');
      case 'endCursor':
        return this.endOfPage(isBackward ? 'ASC' : 'DESC');
      default:
        throw new NotCompiled(`${type.name}.${name} is code`);
    }
  }

  private hasMore(): Sql {
    this.isRead = true;
    this.looksAhead = true;
    return Prisma.sql`CASE WHEN count(*) > ${Prisma.raw(String(this.source.facts.size))} THEN 'true' ELSE 'false' END`;
  }

  private endOfPage(order: 'ASC' | 'DESC'): Sql {
    this.isRead = true;
    const ends = Prisma.raw(
      `(array_agg(${this.position} ORDER BY ${this.number} ${order}) FILTER (WHERE ${this.numberOfPage}))[1]`,
    );
    return Prisma.sql`coalesce(${this.cursorOf(ends)}, 'null')`;
  }

  private cursorOf(position: Sql): Sql {
    return this.compiling.cursors.mark(
      { list: this.source.list, order: this.source.facts.order },
      position,
    );
  }

  private get number(): string {
    return `${this.from.row.alias}.n__`;
  }

  private get position(): string {
    this.hasPositions = true;
    return `${this.from.row.alias}.position__`;
  }

  private get numberOfPage(): string {
    return `${this.number} <= ${this.source.facts.size}`;
  }

  private get isOfPage(): Sql {
    return Prisma.raw(this.numberOfPage);
  }
}

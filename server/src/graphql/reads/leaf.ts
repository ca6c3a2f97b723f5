import {
  getNamedType,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import { Prisma } from '../../platform/database.ts';
import type { Piece } from './json-text.ts';
import { NotCompiled } from './not-compiled.ts';
import type { Column } from './sql-map.ts';

/**
 * What is told of an instant, with its quotes: as JavaScript's `toISOString` writes it, in the years
 * that a `DateTime` can have. Sessions run in UTC. A microsecond more makes PostgreSQL write all digits,
 * of which those that a column of milliseconds has are taken: a third cheaper than `to_char`.
 */
function instantSql(at: string): string {
  return `(left(to_json(${at} + interval '1 microsecond')::text, 24) || 'Z"')`;
}

/** Scalars whose values are texts as they are stored. */
const TEXTS: ReadonlySet<string> = new Set(['String', 'EmailAddress', 'PhoneNumber']);

/**
 * The JSON of a column as a field of that type shows it. `at` is where the column stands, such as
 * `t1.name`. What the ordinary path would answer with an error makes the statement fail, so that
 * the ordinary path words it.
 *
 * @throws {NotCompiled} there is no rendering of the column as that type
 */
export function leafPieces(type: GraphQLOutputType, column: Column, at: string): readonly Piece[] {
  const isNonNull = isNonNullType(type);
  const nullable = isNonNull ? type.ofType : type;
  const { isQuoted, sql } = isListType(nullable)
    ? listSql(nullable.ofType, column, at)
    : valueSql(nullable, column, at);
  if (column.isRequired) {
    return isQuoted ? ['"', Prisma.raw(sql), '"'] : [Prisma.raw(sql)];
  }
  const absent = isNonNull ? failing(at) : "'null'";
  return [Prisma.raw(`coalesce(${isQuoted ? `'"' || ${sql} || '"'` : sql}, ${absent})`)];
}

/** An expression that fails when it is evaluated. Not folded into a constant, as a division by zero would be. */
export function failing(at: string): string {
  return `chr(0 * length(coalesce(${at}::text, '')))`;
}

interface Rendering {
  /** Whether it still wants its quotes. */
  readonly isQuoted: boolean;
  readonly sql: string;
}

function valueSql(type: GraphQLOutputType, column: Column, at: string): Rendering {
  const { name } = getNamedType(type);
  if (column.isList) throw new NotCompiled(`a list as ${name}`);
  if (isEnumType(type)) {
    const isPlain = type.getValues().every(({ name: shown, value }) => shown === value);
    if (column.isEnum && isPlain) return { isQuoted: true, sql: `${at}::text` };
  } else if (TEXTS.has(name)) {
    if (column.type === 'String' && !column.isUuid)
      return { isQuoted: false, sql: `to_json(${at})::text` };
  } else if (name === 'DateTime') {
    if (column.isMilliseconds) return { isQuoted: false, sql: instantSql(at) };
  } else if (name === 'Int') {
    if (column.type === 'Int') return { isQuoted: false, sql: `${at}::text` };
  } else if (name === 'Boolean') {
    if (column.type === 'Boolean')
      return {
        isQuoted: false,
        sql: `CASE WHEN ${at} THEN 'true' WHEN NOT ${at} THEN 'false' END`,
      };
  }
  throw new NotCompiled(`no rendering of ${column.type} as ${name}`);
}

function listSql(item: GraphQLOutputType, column: Column, at: string): Rendering {
  const { name } = getNamedType(item);
  if (isNonNullType(item) && column.isList && column.type === 'String' && TEXTS.has(name))
    return { isQuoted: false, sql: `array_to_json(${at})::text` };
  throw new NotCompiled(`no rendering of ${column.type} as a list of ${name}`);
}

/**
 * The global id of a row whose key is a UUID: 57 bytes at most, behind which `encode` would break the
 * line. A beginning whose length is a multiple of three stands for itself in base64.
 */
export function globalIdSql(typename: string, at: string): Piece[] {
  const beginning = `${typename}:`;
  if (beginning.length > 21) throw new NotCompiled(`the name ${typename} is too long`);
  const isWhole = beginning.length % 3 === 0;
  const encoded = isWhole
    ? `encode(textsend(${at}::text), 'base64')`
    : `encode(textsend('${beginning}' || ${at}), 'base64')`;
  return [
    isWhole ? `"${Buffer.from(beginning).toString('base64')}` : '"',
    Prisma.raw(encoded),
    '"',
  ];
}

import type { InputRef } from '@pothos/core';
import type { FieldMask } from '../kernel/field-mask.ts';
import { Prisma } from '../platform/database.ts';
import { builder } from './builder.ts';
import { every, type FilterField } from './filter.ts';
import { keyOf } from './global-id.ts';
import { Refusal } from './refusal.ts';

type Sql = Prisma.Sql;

const MAX_LIST = 100;

const column = (name: string) => Prisma.raw(`x.${name}`);

interface Equality {
  readonly eq?: string | null;
  readonly in?: readonly string[] | null;
  readonly isNull?: boolean | null;
}

function equality(name: string, cast: string, decode: (text: string) => string | null) {
  return ({ eq, in: oneOf, isNull }: Equality): Sql => {
    const type = Prisma.raw(cast);
    const conditions: Sql[] = [];
    if (eq != null) conditions.push(Prisma.sql`${column(name)} = ${decode(eq)}::${type}`);
    if (oneOf != null) {
      checkLength(oneOf);
      conditions.push(Prisma.sql`${column(name)} = ANY (${oneOf.map(decode)}::${type}[])`);
    }
    if (isNull != null) conditions.push(Prisma.sql`(${column(name)} IS NULL) = ${isNull}`);
    return every(conditions);
  };
}

function checkLength(list: readonly unknown[]): void {
  if (list.length > MAX_LIST) {
    throw new Refusal(
      'QUERY_TOO_COMPLEX',
      `A list in a filter has at most ${MAX_LIST} values; this one has ${list.length}.`,
    );
  }
}

const IdFilter = builder.inputType('IDFilter', {
  description: 'Equality of ids. An id of another type, or of nothing, matches nothing.',
  fields: (t) => ({
    eq: t.id({ description: 'Is this one.' }),
    in: t.idList({ description: `Is one of these, at most ${MAX_LIST}.` }),
    isNull: t.boolean({ description: 'True: there is none. False: there is one.' }),
  }),
});

const StringFilter = builder.inputType('StringFilter', {
  description: 'Equality of text, as it is stored. To find by words use `search`.',
  fields: (t) => ({
    eq: t.string({ description: 'Is this.' }),
    in: t.stringList({ description: `Is one of these, at most ${MAX_LIST}.` }),
    isNull: t.boolean({ description: 'True: there is none. False: there is one.' }),
  }),
});

const DateTimeFilter = builder.inputType('DateTimeFilter', {
  description: 'A span of time.',
  fields: (t) => ({
    gte: t.field({ type: 'DateTime', description: 'At this instant or later.' }),
    lt: t.field({ type: 'DateTime', description: 'Before this instant.' }),
    isNull: t.boolean({ description: 'True: never. False: ever.' }),
  }),
});

const IntFilter = builder.inputType('IntFilter', {
  description: 'A range of whole numbers.',
  fields: (t) => ({
    gte: t.int({ description: 'This or more.' }),
    lte: t.int({ description: 'This or less.' }),
    isNull: t.boolean({ description: 'True: not known. False: known.' }),
  }),
});

const TagsFilter = builder.inputType('TagsFilter', {
  description: 'Which tags it has.',
  fields: (t) => ({
    hasEvery: t.stringList({ description: 'All of these.' }),
    hasSome: t.stringList({ description: 'At least one of these.' }),
  }),
});

const loose = (ref: unknown) => ref as InputRef<unknown>;

/** Filters by a reference to an object of that type. */
export function idFilter(typename: string, columnName: string, description: string): FilterField {
  return {
    type: loose(IdFilter),
    description,
    toSql: equality(columnName, 'uuid', (text) => keyOf(typename, text)),
  };
}

/** Filters by text, as it is stored. `maskedBy`: what hides the column. */
export function stringFilter(
  columnName: string,
  description: string,
  maskedBy?: FieldMask,
): FilterField {
  return {
    maskedBy,
    type: loose(StringFilter),
    description,
    toSql: equality(columnName, 'text', (text) => text),
  };
}

/** Filters by an enum's value. `sqlType` is the enum's name in the database. */
export function enumFilter(
  enumRef: { name: string },
  sqlType: string,
  columnName: string,
  description: string,
): FilterField {
  const type = builder.inputType(`${enumRef.name}Filter`, {
    description: `Equality of ${enumRef.name}.`,
    fields: (t) => ({
      eq: t.field({ type: enumRef as never, description: 'Is this.' }),
      in: t.field({ type: [enumRef] as never, description: 'Is one of these.' }),
    }),
  });
  return { type: loose(type), description, toSql: equality(columnName, sqlType, (text) => text) };
}

/** One bound of a range: `>= value`. Null: it was not given. */
type Bound = readonly [operator: '>=' | '<' | '<=', value: Date | number | null | undefined];

/**
 * `absent` is what the column's index holds in the place of null, as SQL: the condition has to speak
 * of the same expression, or the index is of no use.
 */
function range(name: string, cast: string, absent: string | undefined) {
  const indexed =
    absent === undefined ? column(name) : Prisma.raw(`coalesce(x.${name}, ${absent})`);
  const type = Prisma.raw(cast);
  return (bounds: readonly Bound[], isNull: boolean | null | undefined): Sql => {
    const conditions = bounds.flatMap(([operator, value]) =>
      value == null ? [] : [Prisma.sql`${indexed} ${Prisma.raw(operator)} ${value}::${type}`],
    );
    if (absent !== undefined && conditions.length > 0)
      conditions.push(Prisma.sql`${column(name)} IS NOT NULL`);
    if (isNull != null) conditions.push(Prisma.sql`(${column(name)} IS NULL) = ${isNull}`);
    return every(conditions);
  };
}

interface DateTimeRange {
  readonly gte?: Date | null;
  readonly lt?: Date | null;
  readonly isNull?: boolean | null;
}

/** Filters by a span of time. `absent`: what the index holds where there is none, such as `'-infinity'`. */
export function dateTimeFilter(
  columnName: string,
  description: string,
  absent?: string,
): FilterField {
  const within = range(columnName, 'timestamptz', absent);
  return {
    type: loose(DateTimeFilter),
    description,
    toSql: ({ gte, lt, isNull }: DateTimeRange) =>
      within(
        [
          ['>=', gte],
          ['<', lt],
        ],
        isNull,
      ),
  };
}

interface IntRange {
  readonly gte?: number | null;
  readonly lte?: number | null;
  readonly isNull?: boolean | null;
}

/** Filters by a range of whole numbers. `absent`: what the index holds where there is none, such as `-1`. */
export function intFilter(columnName: string, description: string, absent?: string): FilterField {
  const within = range(columnName, 'int', absent);
  return {
    type: loose(IntFilter),
    description,
    toSql: ({ gte, lte, isNull }: IntRange) =>
      within(
        [
          ['>=', gte],
          ['<=', lte],
        ],
        isNull,
      ),
  };
}

/** Filters by tags. */
export function tagsFilter(columnName: string, description: string): FilterField {
  return {
    type: loose(TagsFilter),
    description,
    toSql: ({ hasEvery, hasSome }: { hasEvery?: string[] | null; hasSome?: string[] | null }) => {
      const conditions: Sql[] = [];
      if (hasEvery != null)
        conditions.push(Prisma.sql`${column(columnName)} @> ${hasEvery}::text[]`);
      if (hasSome != null) conditions.push(Prisma.sql`${column(columnName)} && ${hasSome}::text[]`);
      return every(conditions);
    },
  };
}

/** A yes-or-no filter with a condition of its own. */
export function booleanFilter(description: string, toSql: (value: boolean) => Sql): FilterField {
  return { type: 'Boolean' as never, description, toSql };
}

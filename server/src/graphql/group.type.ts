import type { InputRef, ObjectRef } from '@pothos/core';
import { Prisma } from '../platform/database.ts';
import { builder, type SchemaTypes } from './builder.ts';
import type { CalendarInterval as Interval } from './calendar-sql.ts';
import type { GroupBy } from './list-aggregate-sql.ts';
import type { AggregateValues, ListGroup, ListGroups } from './list-aggregates.ts';
import { unknownTimeZone } from './list-aggregates.ts';
import { DEFAULT_PAGE_SIZE, pageSize } from './list-arguments.ts';
import type { Grouping, ListDefinition } from './list-definition.ts';
import { loadNodeBatched } from './node.ts';

const CalendarInterval = builder.enumType('CalendarInterval', {
  description: 'A span of the calendar.',
  values: {
    DAY: { description: 'From midnight to midnight: 23 or 25 hours where clocks change.' },
    WEEK: { description: 'From Monday to Sunday, as ISO 8601 has it.' },
    MONTH: { description: 'A month of the year.' },
    QUARTER: { description: 'Three months, the first from January.' },
    YEAR: { description: 'From January to December.' },
  } satisfies Record<Interval, object>,
});

const CalendarGrouping = builder.inputType('CalendarGrouping', {
  description: 'Spans of the calendar, as it is somewhere.',
  fields: (t) => ({
    interval: t.field({ type: CalendarInterval, required: true, description: 'How long each is.' }),
    timeZone: t.string({
      required: true,
      description:
        'Whose days these are: an IANA name of area and place, such as `Europe/Istanbul`, or `UTC`. Another is refused (`INVALID_INPUT`).',
    }),
  }),
});

interface Span {
  readonly key: string;
  readonly start_at: Date;
  readonly end_at: Date;
}

const CalendarSpan = builder.objectRef<Span>('CalendarSpan').implement({
  description: 'One day, week, month, quarter or year in the time zone that was asked for.',
  fields: (t) => ({
    startOn: t.field({
      type: 'Date',
      description: 'Its first day, there.',
      resolve: ({ key }) => key,
    }),
    startAt: t.field({
      type: 'DateTime',
      description: 'The instant at which it begins.',
      resolve: ({ start_at }) => start_at,
    }),
    endAt: t.field({
      type: 'DateTime',
      description: 'The instant at which the next one begins.',
      resolve: ({ end_at }) => end_at,
    }),
  }),
});

/** What the API takes for `by`. */
interface RawGroupBy {
  readonly field?: string | null;
  readonly [time: string]: unknown;
}

/** The arguments of `groups`, as GraphQL hands them over. */
export interface RawGroupsArguments {
  readonly by: RawGroupBy;
  readonly first?: number | null | undefined;
}

/** Judges the arguments of `groups`. @throws {Refusal} PAGE_SIZE; INVALID_INPUT: there is no such time zone */
export type ReadGroups = (raw: RawGroupsArguments) => {
  readonly by: GroupBy;
  readonly size: number;
};

/** The groups of a list: their types, the input that says by what, and how it is read. */
export interface Groups {
  readonly ref: ObjectRef<SchemaTypes, ListGroups>;
  readonly by: InputRef<RawGroupBy>;
  readonly read: ReadGroups;
}

/** Declares `<Type>Group`, `<Type>Groups` and `<Type>GroupBy`. Once per list. */
export function defineGroups(
  list: ListDefinition,
  Aggregate: ObjectRef<SchemaTypes, AggregateValues>,
): Groups {
  const groupings = Object.entries(list.groupings);
  const values = groupings.filter(([, { by }]) => by !== 'TIME');
  const times = groupings.filter(([, { by }]) => by === 'TIME');
  const named = new Map(values.map(([name]) => [enumName(name), name]));

  const Group = builder.objectRef<ListGroup>(`${list.type}Group`).implement({
    description: `Those ${list.noun} that have one thing in common. Only the field is filled that they were grouped by.`,
    fields: (t) => ({
      ...Object.fromEntries(
        groupings.map(([name, grouping]) => [name, keyField(t, name, grouping)]),
      ),
      aggregate: t.field({
        type: Aggregate,
        description: 'What they come to.',
        resolve: (group) => group,
      }),
    }),
  });
  const ref = builder.objectRef<ListGroups>(`${list.type}Groups`).implement({
    description: `The ${list.noun} of a list, put into groups.`,
    fields: (t) => ({
      nodes: t.field({
        type: [Group],
        description: 'The groups, in their order.',
        resolve: ({ nodes }) => [...nodes],
      }),
      totalCount: t.exposeInt('totalCount', {
        description: 'How many groups there are, with those that are not shown.',
      }),
      otherCount: t.exposeInt('otherCount', {
        description: `How many ${list.noun} are in groups that are not shown.`,
      }),
    }),
  });
  const Field =
    values.length === 0
      ? null
      : builder.enumType(`${list.type}GroupField`, {
          description: `What ${list.noun} can have in common.`,
          values: Object.fromEntries(
            values.map(([name, { description }]) => [enumName(name), { description }]),
          ),
        });
  const by = builder.inputRef<RawGroupBy>(`${list.type}GroupBy`).implement({
    isOneOf: true,
    description: `Exactly one thing that ${list.noun} are grouped by.`,
    fields: (t) => ({
      ...(Field ? { field: t.field({ type: Field, description: 'Equal values.' }) } : {}),
      ...Object.fromEntries(
        times.map(([name, { description }]) => [
          name,
          t.field({ type: CalendarGrouping, description }),
        ]),
      ),
    }),
  });

  return {
    ref,
    by,
    read: ({ by: { field, ...time }, first }) => {
      const size = pageSize(first ?? DEFAULT_PAGE_SIZE);
      if (field != null) return { by: { grouping: named.get(field)!, spans: null }, size };
      const [grouping, given] = Object.entries(time).find(([, value]) => value != null)!;
      const { interval, timeZone } = given as { interval: Interval; timeZone: string };
      requireTimeZone(timeZone);
      return {
        by: { grouping, spans: { interval, timeZone: Prisma.sql`${timeZone}::text` } },
        size,
      };
    },
  };
}

// A builder of fields is typed by its parent, which is another for each list.
// oxlint-disable-next-line typescript/no-explicit-any
function keyField(t: { field: any }, name: string, grouping: Grouping) {
  const isHere = (group: ListGroup) => group.grouping === name && group.key !== null;
  const description = `${grouping.description} Null: they have none, or were grouped by something else`;
  if (grouping.by === 'REFERENCE') {
    return t.field({
      type: grouping.type,
      nullable: true,
      description: `${description}, or you may not see it.`,
      resolve: (group: ListGroup, _args: object, ctx: never, info: never) =>
        isHere(group) ? loadNodeBatched(ctx, info, grouping.type, group.key!) : null,
    });
  }
  const type = {
    ENUM: grouping.by === 'ENUM' && grouping.type,
    TEXT: 'String',
    TIME: CalendarSpan,
  }[grouping.by];
  return t.field({
    type,
    nullable: true,
    description: `${description}.`,
    resolve: (group: ListGroup) =>
      isHere(group) ? (grouping.by === 'TIME' ? group : group.key) : null,
  });
}

const enumName = (name: string) => name.replaceAll(/[A-Z]/g, (c) => `_${c}`).toUpperCase();

// Other names are offsets, whose sign the database reads the other way round, and abbreviations, to which
// it does not know the summer time.
const AREA_AND_PLACE = /^(UTC|[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2})$/;

function requireTimeZone(name: string): void {
  if (name.length > 64 || !AREA_AND_PLACE.test(name)) throw unknownTimeZone();
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw unknownTimeZone();
  }
}

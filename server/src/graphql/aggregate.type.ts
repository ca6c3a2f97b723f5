import type { ObjectRef } from '@pothos/core';
import type { Operation } from './aggregate-columns.ts';
import { builder, type SchemaTypes } from './builder.ts';
import type { ListDefinition, Measure } from './list-definition.ts';
import type { AggregateValues } from './list-aggregates.ts';

/** One measure of one aggregate. */
interface Measured {
  readonly values: AggregateValues;
  readonly measure: string;
}

function valueOf<T>({ values, measure }: Measured, operation: Operation): T {
  return values[`${measure}.${operation}`] as T;
}

const count = 'How many of the rows have a value.';

const aggregateOf: Record<Measure['type'], ObjectRef<SchemaTypes, Measured>> = {
  INT: builder.objectRef<Measured>('IntAggregate').implement({
    description: 'What a whole number comes to over some rows. Rows without a value do not count.',
    fields: (t) => ({
      count: t.int({ description: count, resolve: (of) => valueOf<number>(of, 'count') }),
      sum: t.field({
        type: 'BigInt',
        description: 'All values together. 0 where no row has one.',
        resolve: (of) => valueOf<string>(of, 'sum'),
      }),
      avg: t.float({
        nullable: true,
        description: 'The mean, rounded to 6 places. Null: no row has a value.',
        resolve: (of) => numberOrNull(valueOf<string | null>(of, 'avg')),
      }),
      min: t.int({
        nullable: true,
        description: 'The least. Null: no row has a value.',
        resolve: (of) => valueOf<number | null>(of, 'min'),
      }),
      max: t.int({
        nullable: true,
        description: 'The greatest. Null: no row has a value.',
        resolve: (of) => valueOf<number | null>(of, 'max'),
      }),
    }),
  }),
  DATE_TIME: builder.objectRef<Measured>('DateTimeAggregate').implement({
    description: 'What an instant comes to over some rows. Rows without a value do not count.',
    fields: (t) => ({
      count: t.int({ description: count, resolve: (of) => valueOf<number>(of, 'count') }),
      min: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'The earliest. Null: no row has a value.',
        resolve: (of) => valueOf<Date | null>(of, 'min'),
      }),
      max: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'The latest. Null: no row has a value.',
        resolve: (of) => valueOf<Date | null>(of, 'max'),
      }),
    }),
  }),
};

const numberOrNull = (text: string | null) => (text === null ? null : Number(text));

/** Declares `<Type>Aggregate`: the count of some rows of a list, and its measures. Once per list. */
export function defineAggregate(list: ListDefinition): ObjectRef<SchemaTypes, AggregateValues> {
  return builder.objectRef<AggregateValues>(`${list.type}Aggregate`).implement({
    description: `What some ${list.noun} come to, taken together.`,
    fields: (t) => ({
      count: t.int({
        description: 'How many there are.',
        resolve: (values) => values.count as number,
      }),
      ...Object.fromEntries(
        Object.entries(list.measures).map(([measure, { type, description }]) => [
          measure,
          t.field({
            type: aggregateOf[type],
            description,
            resolve: (values) => ({ values, measure }),
          }),
        ]),
      ),
    }),
  });
}

import { expect, test } from 'vitest';
import type { FieldMask } from '../kernel/field-mask.ts';
import { Prisma } from '../platform/database.ts';
import { aggregateSql, groupsSql } from './list-aggregate-sql.ts';
import type { ListDefinition } from './list-definition.ts';
import type { Refusal } from './refusal.ts';

const list: ListDefinition = {
  type: 'Person',
  noun: 'people',
  table: 'people',
  key: 'id',
  permission: 'customers:read',
  filter: { ref: {} as never, toSql: () => Prisma.sql`x.is_known`, mentions: () => false },
  orders: {},
  defaultOrder: [],
  isSearchable: false,
  measures: {
    age: { sql: 'x.age', type: 'INT', description: 'How old.' },
    salary: { sql: 'x.salary', type: 'INT', description: 'Paid.', maskedBy: 'customers.email' },
  },
  groupings: {
    town: { sql: 'x.town', by: 'TEXT', description: 'Where.' },
    bank: { sql: 'x.bank', by: 'TEXT', description: 'Whose.', maskedBy: 'customers.phone' },
  },
};

const rowsFor = (...masks: ('customers.email' | 'customers.phone')[]) => ({
  list,
  masks: new Set<FieldMask>(masks),
  where: Prisma.sql`x.is_known = ${true}`,
});
const by = (grouping: string) => ({ grouping, spans: null });

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as Refusal).code;
  }
}

test('nobody sums up, or groups by, what is hidden from them', () => {
  const rows = rowsFor('customers.email', 'customers.phone');

  expect(codeOf(() => aggregateSql(rows, ['count', 'salary.avg']))).toBe('FORBIDDEN');
  expect(codeOf(() => aggregateSql(rows, ['salary.count']))).toBe('FORBIDDEN');
  expect(codeOf(() => groupsSql(rows, by('bank'), 10, ['count']))).toBe('FORBIDDEN');
  expect(codeOf(() => groupsSql(rows, by('town'), 10, ['salary.max']))).toBe('FORBIDDEN');
});

test('what is hidden from others, or beside it, is theirs to ask', () => {
  expect(codeOf(() => aggregateSql(rowsFor('customers.phone'), ['salary.avg']))).toBeNull();
  expect(codeOf(() => groupsSql(rowsFor('customers.email'), by('bank'), 10, []))).toBeNull();
  expect(codeOf(() => aggregateSql(rowsFor('customers.email'), ['count', 'age.sum']))).toBeNull();
});

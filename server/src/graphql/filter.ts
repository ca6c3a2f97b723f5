import type { InputRef } from '@pothos/core';
import type { FieldMask } from '../kernel/field-mask.ts';
import { Prisma } from '../platform/database.ts';
import { builder } from './builder.ts';
import { Refusal } from './refusal.ts';

type Sql = Prisma.Sql;

/** One filterable thing: its input type, and what a value of it means in SQL. The row's alias is `x`. */
export interface FilterField {
  readonly type: InputRef<unknown>;
  readonly description: string;
  readonly toSql: (value: never) => Sql;
  /** What hides the column. Whoever it is hidden from cannot ask by it either. */
  readonly maskedBy?: FieldMask | undefined;
}

/** A filter input of one list, and its meaning. */
export interface Filter {
  readonly ref: InputRef<unknown>;
  /** The condition a value of the input stands for. @throws {Refusal} it is nested too deeply, has too many terms, or asks for what is masked */
  toSql(value: unknown, masks: ReadonlySet<FieldMask>): Sql;
  /** Whether the value says anything of that field, at any depth. */
  mentions(value: unknown, field: string): boolean;
}

const MAX_DEPTH = 4;
const MAX_TERMS = 40;
const TRUE = Prisma.sql`TRUE`;

/** Joins conditions by AND. */
export function every(conditions: readonly Sql[], empty: Sql = TRUE): Sql {
  return conditions.length === 0 ? empty : Prisma.sql`(${Prisma.join([...conditions], ' AND ')})`;
}

/** Declares the input `<name>` with `and`, `or`, `not` and the given fields. Fields of one input are ANDed. */
export function defineFilter(
  name: string,
  noun: string,
  fields: Record<string, FilterField>,
): Filter {
  const ref = builder.inputRef<Record<string, unknown>>(name);
  ref.implement({
    description: `Which ${noun} to show. Everything that is given must hold; nothing given: all.`,
    fields: (t) => ({
      ...Object.fromEntries(
        Object.entries(fields).map(([key, { type, description }]) => [
          key,
          t.field({ type: type as InputRef<object>, description }),
        ]),
      ),
      and: t.field({ type: [ref], description: 'All of these must hold.' }),
      or: t.field({
        type: [ref],
        description: 'At least one of these must hold. An empty list holds for nothing.',
      }),
      not: t.field({ type: ref, description: 'This must not hold.' }),
    }),
  });

  const read = (
    value: Record<string, unknown>,
    depth: number,
    budget: { left: number },
    masks: ReadonlySet<FieldMask>,
  ): Sql => {
    if (depth > MAX_DEPTH) {
      throw new Refusal('QUERY_TOO_COMPLEX', `A filter is nested at most ${MAX_DEPTH} deep.`);
    }
    const conditions: Sql[] = [];
    for (const [key, given] of Object.entries(value)) {
      if (given == null) continue;
      if (--budget.left < 0) {
        throw new Refusal('QUERY_TOO_COMPLEX', `A filter has at most ${MAX_TERMS} terms.`);
      }
      const nested = (one: unknown) =>
        read(one as Record<string, unknown>, depth + 1, budget, masks);
      if (key === 'and') conditions.push(every((given as unknown[]).map(nested)));
      else if (key === 'or') {
        const parts = (given as unknown[]).map(nested);
        conditions.push(
          parts.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join(parts, ' OR ')})`,
        );
      } else if (key === 'not') conditions.push(Prisma.sql`(${nested(given)}) IS NOT TRUE`);
      else {
        const { maskedBy, toSql } = fields[key]!;
        if (maskedBy && masks.has(maskedBy)) {
          throw new Refusal('FORBIDDEN', `Your role may not see this, nor find by it: ${key}.`);
        }
        conditions.push(toSql(given as never));
      }
    }
    return every(conditions);
  };

  const mentions = (value: unknown, field: string): boolean =>
    Array.isArray(value)
      ? value.some((one) => mentions(one, field))
      : value !== null &&
        typeof value === 'object' &&
        Object.entries(value).some(
          ([key, given]) =>
            given != null &&
            (key === field || (['and', 'or', 'not'].includes(key) && mentions(given, field))),
        );

  return {
    ref: ref,
    toSql: (value, masks) => read(value as Record<string, unknown>, 1, { left: MAX_TERMS }, masks),
    mentions,
  };
}

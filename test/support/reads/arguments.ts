import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Dice } from '../dice.ts';
import { type Harvest, orderKey, type OrderStep, ordersOf, rowsOf } from './harvest.ts';
import { garbled, knownValues, type Place } from './known-values.ts';
import type { Given } from './variables.ts';

/** Makes argument values that often find something, and sometimes are what they should not be. */
export interface Arguments {
  /** Values for a field's arguments, by name; those left out are to be left out. */
  of(field: GraphQLField<unknown, unknown>, level: number): Record<string, Given>;
  /** Any value of the type. */
  any(type: GraphQLInputType): Given;
}

const FILTER_DEPTH = 3;
const MOST_ROWS = [9, 4, 2, 2];
export function makeArguments(
  schema: GraphQLSchema,
  found: Harvest,
  foreign: Harvest,
  dice: Dice,
): Arguments {
  const values = knownValues(schema, found, foreign, dice);

  const inputObject = (type: GraphQLInputObjectType, place: Place, depth: number): Given => {
    const of = /^(\w+?)(?:Filter|By|Order)$/.exec(type.name)?.[1];
    const rows = of !== undefined && isObjectType(schema.getType(of)) ? of : place.of;
    const fields = Object.values(type.getFields());
    const within = (name: string) => ({ of: rows, path: [...place.path, name] });
    if (type.isOneOf) {
      const [one, two] = [dice.pick(fields), dice.pick(fields)];
      const chosen = dice.chance(0.01) ? [one, two] : [one];
      return Object.fromEntries(
        chosen.map(({ name, type: inner }) => [name, value(inner, within(name), depth + 1, false)]),
      );
    }
    const isDeep = depth >= FILTER_DEPTH;
    const wanted = fields.filter(({ type: inner }) => {
      if (isNonNullType(inner)) return true;
      const isRecursive = getNamedType(inner) === type;
      return !(isRecursive && isDeep) && dice.chance(isRecursive ? 0.15 : 1.6 / fields.length);
    });
    return Object.fromEntries(
      wanted.map(({ name, type: inner }) => [name, value(inner, within(name), depth + 1)]),
    );
  };

  const value = (type: GraphQLInputType, place: Place, depth = 0, mayBeNull = true): Given => {
    if (isNonNullType(type)) return value(type.ofType, place, depth, false);
    if (mayBeNull && dice.chance(0.04)) return null;
    if (isListType(type)) {
      if (dice.chance(0.04)) return value(type.ofType, place, depth, false);
      const length = dice.pick([0, 1, 1, 2, 3]);
      return Array.from({ length }, () => value(type.ofType, place, depth, false));
    }
    if (isInputObjectType(type)) return inputObject(type, place, depth);
    if (isEnumType(type)) {
      return dice.chance(0.005) ? 'NOT_THERE' : dice.pick(type.getValues()).name;
    }
    return values.scalar(type.name, place);
  };

  const size = (level: number): number =>
    dice.chance(0.02)
      ? dice.pick([25, 100, 101, -1, 2 ** 31])
      : dice.below(1 + (MOST_ROWS[level] ?? 1));

  /** The arguments by which a list is paged: they have to fit together. */
  const paging = (field: GraphQLField<unknown, unknown>, rows: string, level: number) => {
    const given: Record<string, Given> = {};
    const has = (name: string) => field.args.some((arg) => arg.name === name);
    if (has('search') && dice.chance(0.2)) given['search'] = values.search();
    const steps = ordersOf(field);
    if (steps.length > 0 && dice.chance(0.5)) {
      const known = found.orders(rows);
      given['orderBy'] =
        known.length > 0 && dice.chance(0.9) ? dice.pick(known) : dice.some(steps, 3);
    }
    const key = orderKey(given['orderBy'] as OrderStep[] | undefined, Boolean(given['search']));
    const cursor = () => {
      const right = found.cursors(rows, key);
      if (right.length > 0 && dice.chance(0.93)) return dice.pick(right);
      const others = dice.chance(0.3) ? foreign.anyCursor : found.anyCursor;
      return dice.chance(0.5) ? dice.pick(others) : garbled(dice, dice.pick(found.anyCursor));
    };
    const way = dice.weighted({ forward: 58, backward: 34, none: level === 0 ? 6 : 1, both: 1 });
    if (way === 'none' || !has('last')) {
      if (way !== 'none') given['first'] = size(level);
      return given;
    }
    if (way !== 'backward') given['first'] = size(level);
    if (way !== 'forward') given['last'] = size(level);
    const isPlaced = dice.chance(found.cursors(rows, key).length > 0 ? 0.4 : 0.03);
    if (isPlaced) given[way === 'backward' ? 'before' : 'after'] = cursor();
    if (dice.chance(0.005)) given[way === 'backward' ? 'after' : 'before'] = cursor();
    return given;
  };

  return {
    any: (type) => value(type, { of: undefined, path: [] }),
    of(field, level) {
      const rows = rowsOf(field);
      const named = getNamedType(field.type);
      const of = rows?.name ?? (isObjectType(named) ? named.name : undefined);
      const paged = rows ? paging(field, rows.name, level) : {};
      const isPaging = (name: string) =>
        rows && /^(?:first|last|after|before|orderBy|search)$/.test(name);
      const others = field.args
        .filter(({ name, type }) => {
          if (isPaging(name)) return false;
          return isNonNullType(type) || dice.chance(name === 'filter' ? 0.35 : 0.5);
        })
        .map(({ name, type }) => [name, value(type, { of, path: [name] })]);
      return { ...Object.fromEntries(others), ...paged };
    },
  };
}

import {
  getNamedType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Dice } from '../dice.ts';

/** A value as JSON, as it would stand in the variables; undefined: left out. */
export type Given = unknown;

interface Declared {
  readonly name: string;
  readonly type: string;
  /** Of the place where it stands. */
  readonly of: GraphQLInputType;
  readonly mayBeAbsent: boolean;
}

/** Values that stood in variables before, by type. */
export type Former = Map<string, Given[]>;

const FORMER = 60;

/** Writes the values of one operation into its text or into its variables, as the dice fall. */
export interface Values {
  /** The value where one of that type is asked for: a literal, a variable, or one with variables in it. */
  write(type: GraphQLInputType, value: Given): string;
  /** `($v0: Int = 3, …)`, or nothing. */
  declarations(): string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Other values for the same variables: some as they were, some that others had before, null, or left out. */
  others(): Record<string, unknown>;
}

const VARIABLE = 0.16;
/** An id decides of which type an object is, and so which statement reads it. */
const ID_VARIABLE = 0.4;
const REUSE = 0.12;
const DEFAULT = 0.3;
const ABSENT = 0.25;
const MISTAKE = 0.004;

/** Opens the values of an operation. `another` makes one more value like it, for defaults. */
export function openValues(
  dice: Dice,
  another: (type: GraphQLInputType) => Given,
  former: Former,
  prefix: string,
): Values {
  const declared: Declared[] = [];
  const defaults = new Map<string, string>();
  const variables: Record<string, unknown> = {};

  const declare = (type: GraphQLInputType, value: Given): string => {
    const alike = declared.filter((one) => one.type === String(type));
    if (alike.length > 0 && dice.chance(REUSE)) return `$${dice.pick(alike).name}`;
    const name = `${prefix}${declared.length}`;
    const isRequired = isNonNullType(type);
    const isStricter = !isRequired && value != null && dice.chance(0.15);
    const other = dice.chance(DEFAULT) ? another(type) : undefined;
    const hasDefault = other != null || (other === null && !isRequired && !isStricter);
    if (hasDefault) defaults.set(name, literal(type, other));
    // With a default it may stand where null may not; a null that is given is a mistake there.
    const isLooser = isRequired && hasDefault && dice.chance(0.4);
    const mayBeNull = isLooser || !(isRequired || isStricter);
    const mayBeAbsent = mayBeNull || hasDefault;
    const declaredType = isLooser
      ? String(type).slice(0, -1)
      : String(type) + (isStricter ? '!' : '');
    declared.push({ name, type: declaredType, of: type, mayBeAbsent });
    const known = former.get(String(type)) ?? [];
    former.set(String(type), [value ?? null, ...known].slice(0, FORMER));
    if (mayBeAbsent && dice.chance(ABSENT)) return `$${name}`;
    const given = mayBeNull && dice.chance(0.15) ? null : (value ?? null);
    variables[name] = dice.chance(MISTAKE) ? dice.pick([{}, [], true, 1.5, null, 'x']) : given;
    return `$${name}`;
  };

  const write = (type: GraphQLInputType, value: Given): string => {
    const isId = getNamedType(type).name === 'ID';
    if (dice.chance(isId ? ID_VARIABLE : VARIABLE)) return declare(type, value);
    return literal(type, value, write);
  };

  return {
    write,
    variables,
    others() {
      const chosen = { ...variables };
      for (const { name, of, type, mayBeAbsent } of declared) {
        if (dice.chance(0.4)) continue;
        const value = dice.pick([...(former.get(String(of)) ?? []), another(of)]);
        if (value != null || !type.endsWith('!')) chosen[name] = value;
        if (!type.endsWith('!') && dice.chance(0.12)) chosen[name] = null;
        if (mayBeAbsent && dice.chance(0.12)) delete chosen[name];
      }
      return chosen;
    },
    declarations: () =>
      declared.length === 0
        ? ''
        : `(${declared
            .map(({ name, type }) => {
              const given = defaults.get(name);
              return `$${name}: ${type}${given === undefined ? '' : ` = ${given}`}`;
            })
            .join(', ')})`,
  };
}

/** A value as GraphQL's text; `inner` writes what is inside of it. */
export function literal(
  type: GraphQLInputType,
  value: Given,
  inner: (type: GraphQLInputType, value: Given) => string = literal,
): string {
  if (value === null || value === undefined) return 'null';
  if (isNonNullType(type)) return literal(type.ofType, value, inner);
  if (isListType(type)) {
    return Array.isArray(value)
      ? `[${value.map((one) => inner(type.ofType, one)).join(', ')}]`
      : inner(type.ofType, value);
  }
  if (isInputObjectType(type) && typeof value === 'object') {
    const fields = type.getFields();
    const written = Object.entries(value)
      .filter(([, given]) => given !== undefined)
      .map(([key, given]) => `${key}: ${fields[key] ? inner(fields[key].type, given) : 'null'}`);
    return `{ ${written.join(', ')} }`;
  }
  if (isEnumType(type) && typeof value === 'string') return value;
  return JSON.stringify(value);
}

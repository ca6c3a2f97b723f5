import {
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { Dice } from '../dice.ts';
import type { Arguments } from './arguments.ts';
import { rowsOf } from './harvest.ts';
import { type Former, openValues, type Values } from './variables.ts';

const LEVELS = 4;
const FIELDS = 40;
const RARE = 0.1;
/** Keys that are names like any other, and mean something to careless code. */
const ODD_ALIASES = ['__proto__', 'constructor', 'toString', `l${'o'.repeat(80)}ng`, '_', 'data'];

/** What operations are written of. */
export interface Means {
  readonly schema: GraphQLSchema;
  readonly args: Arguments;
  readonly dice: Dice;
  /** Fields that are asked for but now and then, as `Type.field` or `*.field`. */
  readonly rarely: ReadonlySet<string>;
  readonly former: Former;
}

/** One operation's text. */
export interface Written {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Other variables for it. */
  others(): Readonly<Record<string, unknown>>;
}

/** Writes one operation with its fragments and variables. */
export class OperationWriter {
  readonly #means: Means;
  readonly #number: number;
  readonly #values: Values;
  readonly #fragments: { name: string; on: string; text: string }[] = [];
  #names = 0;
  #fieldsLeft = FIELDS;

  constructor(means: Means, number: number) {
    this.#means = means;
    this.#number = number;
    const { dice, args, former } = means;
    this.#values = openValues(dice, (type) => args.any(type), former, `v${number}_`);
  }

  operation(): Written {
    const name = `Read${this.#number}`;
    const body = this.#selection(this.#means.schema.getQueryType()!, 0);
    const fragments = this.#fragments.map(
      ({ name: called, on, text }) => `fragment ${called} on ${on} ${text}`,
    );
    const head = `query ${name}${this.#values.declarations()}`;
    return {
      name,
      text: [`${head} ${body}`, ...fragments].join('\n'),
      variables: this.#values.variables,
      others: () => this.#values.others(),
    };
  }

  #selection(type: GraphQLCompositeType, level: number): string {
    const { dice } = this.#means;
    const heads: { head: string; field: GraphQLField<unknown, unknown> }[] = [];
    const parts: string[] = [];
    const isRoot = type === this.#means.schema.getQueryType();
    for (let n = isRoot ? 1 + dice.below(2) : 1 + dice.below(5); n > 0; n--) {
      const fields = this.#fieldsOf(type, level);
      const repeated = heads.length > 0 && dice.chance(0.12) ? dice.pick(heads) : undefined;
      if (repeated) {
        parts.push(repeated.head + this.#directives() + this.#below(repeated.field, level));
        continue;
      }
      switch (dice.weighted({ field: 78, typename: 7, inline: 9, named: 6 })) {
        case 'field': {
          if (fields.length === 0) {
            parts.push('__typename');
            break;
          }
          const field = this.#pickField(fields, isRoot);
          const head = this.#head(field, level);
          heads.push({ head, field });
          parts.push(head + this.#directives() + this.#below(field, level));
          break;
        }
        case 'typename':
          parts.push(
            `${dice.chance(0.4) ? `t${dice.below(3)}: ` : ''}__typename${this.#directives()}`,
          );
          break;
        case 'inline': {
          const on = this.#condition(type);
          const condition = on === type && dice.chance(0.5) ? '' : ` on ${on.name}`;
          parts.push(`...${condition}${this.#directives()} ${this.#selection(on, level)}`);
          break;
        }
        case 'named':
          parts.push(`...${this.#fragment(type, level)}${this.#directives()}`);
          break;
      }
    }
    return `{ ${parts.join(' ')} }`;
  }

  #fieldsOf(type: GraphQLCompositeType, level: number) {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const mayGoOn = level < LEVELS && this.#fieldsLeft > 0;
    return Object.values((type as GraphQLObjectType | GraphQLInterfaceType).getFields()).filter(
      (field) =>
        (!this.#isRare(type.name, field.name) || this.#means.dice.chance(RARE)) &&
        (isLeafType(getNamedType(field.type)) || mayGoOn),
    );
  }

  #isRare(type: string, field: string): boolean {
    const { rarely } = this.#means;
    return rarely.has(`${type}.${field}`) || rarely.has(`*.${field}`);
  }

  /** What a list shows, and lists themselves, are asked for more often than plain values. */
  #pickField(
    fields: GraphQLField<unknown, unknown>[],
    isRoot: boolean,
  ): GraphQLField<unknown, unknown> {
    const heavy = fields.filter(
      (field) => rowsOf(field) ?? /^(?:edges|nodes?|items|ids)$/.test(field.name),
    );
    const isHeavy = heavy.length > 0 && this.#means.dice.chance(isRoot ? 0.7 : 0.5);
    return this.#means.dice.pick(isHeavy ? heavy : fields);
  }

  #head(field: GraphQLField<unknown, unknown>, level: number): string {
    this.#fieldsLeft--;
    const { dice } = this.#means;
    const given = this.#means.args.of(field, level);
    const args = field.args
      .filter(({ name }) => given[name] !== undefined)
      .map(({ name, type }) => `${name}: ${this.#values.write(type, given[name])}`);
    const isAliased = dice.chance(args.length > 0 ? 0.95 : 0.15);
    const odd = dice.chance(0.05) ? dice.pick(ODD_ALIASES) : 'a';
    const alias = isAliased ? `${odd}${odd === 'a' ? this.#names++ : ''}: ` : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
  }

  #below(field: GraphQLField<unknown, unknown>, level: number): string {
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return '';
    // A connection, its edges and its page's info are one level, together with their rows.
    const isObject =
      isAbstractType(named) || (isObjectType(named) && named.getInterfaces().length > 0);
    return ` ${this.#selection(named, level + (isObject ? 1 : 0))}`;
  }

  /** A type that shares objects with this one: itself, an interface of it, or a member. */
  #condition(type: GraphQLCompositeType): GraphQLCompositeType {
    const { dice, schema } = this.#means;
    if (isAbstractType(type)) return dice.pick([type, ...schema.getPossibleTypes(type)]);
    return dice.chance(0.7) ? type : dice.pick([type, ...type.getInterfaces()]);
  }

  #fragment(type: GraphQLCompositeType, level: number): string {
    const on = this.#condition(type);
    const known = this.#fragments.filter((one) => one.on === on.name);
    if (known.length > 0 && this.#means.dice.chance(0.5)) return this.#means.dice.pick(known).name;
    const text = this.#selection(on, level);
    const name = `F${this.#number}_${this.#fragments.length}`;
    // Only now, so that none spreads itself.
    this.#fragments.push({ name, on: on.name, text });
    return name;
  }

  #directives(): string {
    const { dice } = this.#means;
    if (!dice.chance(0.1)) return '';
    const one = (name: string) =>
      ` @${name}(if: ${this.#values.write(this.#ifType(name), dice.chance(name === 'include' ? 0.7 : 0.3))})`;
    const names = dice.chance(0.1) ? ['skip', 'include'] : [dice.pick(['skip', 'include'])];
    return names.map(one).join('');
  }

  #ifType(directive: string) {
    return this.#means.schema.getDirective(directive)!.args[0]!.type;
  }
}

import { getNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { globalId } from '../../../server/src/graphql/global-id.ts';
import type { Dice } from '../dice.ts';
import type { Harvest } from './harvest.ts';
import { hostileText, words } from './hostile-text.ts';
import type { Given } from './variables.ts';

/** Where a value is asked for: of which type the rows are, and the names on the way there. */
export interface Place {
  readonly of: string | undefined;
  readonly path: readonly string[];
}

/** Makes values of scalars: mostly such as there are, some that are not, some that cannot be. */
export interface KnownValues {
  scalar(name: string, place: Place): Given;
  /** Words to search for, or their beginnings. */
  search(): string;
}

const TIME_ZONES = ['Europe/Istanbul', 'America/New_York', 'UTC', 'Nowhere/Town', ''];
const ODD_INSTANTS = [
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
  '2026-03-29T01:30:00.0005+02:00',
  '1969-12-31T23:59:59-23:59',
];

export function knownValues(
  schema: GraphQLSchema,
  found: Harvest,
  foreign: Harvest,
  dice: Dice,
): KnownValues {
  const known = ({ of, path }: Place): readonly unknown[] => {
    const type = of === undefined ? undefined : schema.getType(of);
    if (!isObjectType(type)) return [];
    const fields = type.getFields();
    for (const step of path.toReversed()) {
      if (/^ids?$/i.test(step)) return found.ids(type.name);
      const stem = /^(.*)Ids?$/.exec(step)?.[1];
      const related = stem === undefined ? undefined : fields[stem];
      if (related) return found.ids(getNamedType(related.type).name);
      if (fields[step]) return found.values(type.name, step);
    }
    return [];
  };

  const id = (place: Place): string => {
    const right = known(place);
    switch (dice.weighted({ right: 70, any: 12, foreign: 8, absent: 5, garbled: 5 })) {
      case 'right':
        return String(dice.pick(right.length > 0 ? right : found.ids()));
      case 'any':
        return dice.pick(found.ids());
      case 'foreign':
        return dice.pick(foreign.ids(place.of).length > 0 ? foreign.ids(place.of) : foreign.ids());
      case 'absent':
        return globalId(place.of ?? 'Customer', dice.uuid());
      case 'garbled':
        return garbled(dice, dice.pick(found.ids()));
    }
  };

  const text = (place: Place, scalar: string): string => {
    const last = place.path.at(-1) ?? '';
    if (/^(?:after|before)$/.test(last)) return dice.pick(found.anyCursor);
    if (/timeZone/i.test(last)) return dice.pick(TIME_ZONES);
    if (last === 'search') return search();
    const right = known(place).filter((value) => typeof value === 'string');
    if (right.length > 0 && dice.chance(0.75)) return dice.pick(right);
    const same = found.scalars(scalar).filter((value) => typeof value === 'string');
    if (same.length > 0 && dice.chance(0.5)) return dice.pick(same);
    return dice.chance(0.02) ? dice.pick(['\0', 'a\0b', '\ud800']) : hostileText(dice);
  };

  const search = (): string => {
    const word = dice.chance(0.5)
      ? dice.pick(words)
      : String(dice.pick([...found.scalars('String'), ...found.scalars('EmailAddress'), 'x']));
    const start = Array.from(word)
      .slice(0, 1 + dice.below(12))
      .join('');
    return dice.pick([word, start, start.toUpperCase(), `${start} ${dice.pick(words)}`, '', ' ']);
  };

  const scalar = (name: string, place: Place): Given => {
    switch (name) {
      case 'ID':
        return dice.chance(0.01) ? dice.below(100) : id(place);
      case 'Boolean':
        return dice.chance(0.5);
      case 'Int':
        return dice.weighted({ small: 70, known: 20, edge: 10 }) === 'edge'
          ? dice.pick([-1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 101])
          : (dice.pick([...known(place), 0, 1, 3, 5]) as number);
      case 'Float':
        return dice.pick([0, 0.5, -1.25, 1e21, 1e-7]);
      case 'DateTime': {
        const instants = [...known(place), ...found.scalars('DateTime')];
        if (dice.chance(0.01)) return '2026-13-01T00:00:00Z';
        return dice.chance(0.15) ? dice.pick(ODD_INSTANTS) : dice.pick(instants);
      }
      case 'Cursor':
        return dice.chance(0.8) ? dice.pick(found.scalars(name)) : garbled(dice, 'x');
      default:
        return text(place, name);
    }
  };

  return { scalar, search };
}

/** A text near to a real one that is none. */
export function garbled(dice: Dice, text: string): string {
  const at = dice.below(text.length + 1);
  return dice.pick([
    '',
    ' ',
    'x',
    text.slice(0, at),
    `${text}=`,
    `${text.slice(0, at)}A${text.slice(at + 1)}`,
    Buffer.from('Customer:').toString('base64'),
    Buffer.from("Customer:' OR 1=1 --").toString('base64'),
    'A'.repeat(3000),
  ]);
}

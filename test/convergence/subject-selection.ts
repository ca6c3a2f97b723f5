import { buildSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const contract = readFileSync(join(import.meta.dirname, '../../server/schema.graphql'), 'utf8');
const schema = buildSchema(contract);

/**
 * Everything that a type shows without arguments, but for the fields named: plain values as they are,
 * objects by their id, and what is part of it by its plain values. A new field is in it by itself.
 * With a `prefix` each bears another name, so that several types' fields can stand side by side.
 */
export function selectionOf(typename: string, without: readonly string[], prefix = ''): string {
  return select(typename, without, prefix, true);
}

function select(
  typename: string,
  without: readonly string[],
  prefix: string,
  goesOn: boolean,
): string {
  const type = schema.getType(typename);
  if (!isObjectType(type)) throw new Error(`${typename} is no object type of the schema`);
  const fields = Object.values(type.getFields()).filter(
    ({ name, args }) => args.length === 0 && !without.includes(name),
  );
  const selected = fields.flatMap(({ name, type: wrapped }) => {
    const of = getNamedType(wrapped);
    const named = prefix === '' ? name : `${prefix}${name}: ${name}`;
    if (isLeafType(of)) return [named];
    if (!goesOn || !isObjectType(of)) return [];
    return 'id' in of.getFields()
      ? [`${named} { id }`]
      : [`${named} { ${select(of.name, [], '', false)} }`];
  });
  return selected.join(' ');
}

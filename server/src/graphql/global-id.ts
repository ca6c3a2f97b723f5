import { isId } from '../kernel/ids.ts';

/** Makes the opaque id by which the API knows an object: its type and key, in base64. */
export function globalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}

/** The type and key in a global id. Null: not one of ours, which is answered like an id of nothing. */
export function readGlobalId(text: string): { typename: string; id: string } | null {
  if (text.length > 200) return null;
  const plain = Buffer.from(text, 'base64').toString('utf8');
  const colon = plain.indexOf(':');
  const id = plain.slice(colon + 1);
  return colon > 0 && isId(id) ? { typename: plain.slice(0, colon), id } : null;
}

/** A key that no row has: what an id of another type, or of nothing, becomes on its way into a command. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/** The key in a global id of that type; `NO_ID` for anything else, so that it is simply not found. */
export function keyOf(typename: string, text: string): string {
  const read = readGlobalId(text);
  return read?.typename === typename ? read.id : NO_ID;
}

/** The same for an optional argument: undefined stays undefined, null stays null. */
export function optionalKeyOf<T extends string | null | undefined>(
  typename: string,
  text: T,
): T extends string ? string : T {
  return (text == null ? text : keyOf(typename, text)) as T extends string ? string : T;
}

import type { OperationName } from './operations.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u;

/**
 * An answer in the form in which all contestants' are the same. Ids become the key in them, whatever
 * it is wrapped in; times one form; cursors only whether there is one, since each may be what it
 * likes; a membership is its user. What Q4 wrote is another row each time, so of its own id and its
 * times remains that they are there.
 */
export function comparable(operation: OperationName, text: string): Json {
  const { data } = JSON.parse(text) as { data?: Json };
  if (data == null) throw new Error(`No answer to compare: ${text.slice(0, 1000)}`);
  return simplify(data, operation === 'Q4');
}

function simplify(value: Json, isWrite: boolean, key = '', above = ''): Json {
  if (Array.isArray(value)) return value.map((one) => simplify(one, isWrite, key));
  if (value !== null && typeof value === 'object') {
    const inner = value['user'] ?? value['result'];
    if (inner !== undefined) return simplify(inner, isWrite, key, above);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, simplify(one, isWrite, name, key)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (key === 'endCursor') return 'a cursor';
  if (key === 'id') return isWrite && above === 'logInteraction' ? 'an id' : keyIn(value);
  if (key.endsWith('At')) return isWrite ? 'a time' : new Date(value).toISOString();
  return value;
}

function keyIn(id: string): string {
  const plain = UUID.test(id) ? id : Buffer.from(id, 'base64').toString();
  return UUID.exec(plain)?.[0] ?? id;
}

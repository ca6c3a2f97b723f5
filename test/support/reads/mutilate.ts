import type { Dice } from '../dice.ts';
import type { ReadRequest } from './documents.ts';
import { hostileTexts } from './hostile-text.ts';

/** What is put into a document somewhere. */
const TOKENS: readonly string[] = [
  '{',
  '}',
  '(',
  ')',
  '[',
  '$',
  '@include(if: true)',
  '@skip',
  '...',
  '... on Node {',
  'first: 99999999999',
  'last: -1',
  ': ',
  '"""',
  '"\\u0000"',
  '"\\ud800"',
  '\u0000',
  '\ufeff',
  '# ',
  'null',
  '__schema { types { name } }',
  '__type(name: "Customer") { fields { name } }',
  'fragment F on Query { ...F }',
  'mutation { __typename }',
  'subscription { feedHead }',
  '1e999',
  '-0',
  'query',
];

/** The same text with something missing, twice, in another place, or in between that does not belong there. */
export function mutilated(text: string, dice: Dice): string {
  let result = text;
  for (let n = 1 + dice.below(3); n > 0; n--) {
    const from = dice.below(result.length + 1);
    const to = Math.min(result.length, from + dice.below(30));
    const [before, part, after] = [result.slice(0, from), result.slice(from, to), result.slice(to)];
    result = dice.pick([
      before + after,
      before + part + part + after,
      after + part + before,
      before + dice.pick(TOKENS) + part + after,
      before + JSON.stringify(dice.pick(hostileTexts)) + after,
      before + Array.from(part).toReversed().join('') + after,
    ]);
  }
  return result;
}

const DEEP = 400;

/** A value that is not what was asked for. */
function wrongValue(dice: Dice): unknown {
  return dice.pick<() => unknown>([
    () => null,
    () => true,
    () => -1,
    () => 1e308,
    () => 2 ** 53,
    () => '',
    () => dice.pick(hostileTexts),
    () => 'A'.repeat(5_000),
    () => [],
    () => [[[]]],
    () => ({}),
    () => ({ ['__proto__']: { first: 1 }, constructor: 1 }),
    () => Array.from({ length: 1_001 }, () => 'x'),
    () => nested(DEEP),
  ])();
}

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let n = 0; n < depth; n++) value = n % 2 ? { and: [value] } : { not: value };
  return value;
}

/** The variables with some of their values replaced, at any depth. */
export function mutilatedValue(value: unknown, dice: Dice): unknown {
  if (dice.chance(0.15)) return wrongValue(dice);
  if (typeof value === 'string' && dice.chance(0.3)) return mutilated(value, dice);
  if (Array.isArray(value)) return value.map((one) => mutilatedValue(one, dice));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, mutilatedValue(one, dice)]),
  );
}

/** A request's body as bytes: often JSON of a request, often not. */
export function mutilatedBody(request: ReadRequest, dice: Dice): string {
  const text = JSON.stringify(request);
  return dice.pick<() => string>([
    () => text.slice(0, dice.below(text.length)),
    () => mutilated(text, dice),
    () => `[${text}]`,
    () => JSON.stringify({ ...request, query: wrongValue(dice) }),
    () => JSON.stringify({ ...request, variables: wrongValue(dice) }),
    () => JSON.stringify({ ...request, operationName: wrongValue(dice) }),
    () => JSON.stringify({ ...request, extensions: wrongValue(dice) }),
    () =>
      JSON.stringify({ ...request, [dice.pick(['id', 'documentId', 'hash'])]: wrongValue(dice) }),
    () => JSON.stringify(wrongValue(dice)),
    () => `\ufeff${text}`,
    () => '['.repeat(20_000),
    () => `${text}${text}`,
    () => '',
  ])();
}

/** Headers of an attacker, or of a broken client. */
export function oddHeaders(dice: Dice): Record<string, string> {
  const one = dice.pick<Record<string, string>>([
    { accept: '*/*;q=x' },
    { accept: 'text/event-stream' },
    { accept: 'multipart/mixed' },
    { accept: 'application/json;charset=utf-16' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=latin1' },
    { 'content-encoding': 'gzip' },
    { authorization: 'Bearer' },
    { authorization: `Basic ${btoa("' OR 1=1")}` },
    { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
    { 'x-forwarded-for': "'; DROP TABLE sessions; --" },
    { 'last-event-id': '../../etc/passwd' },
    { cookie: `rapport_refresh=${'a.'.repeat(50)}` },
    { 'x-request-id': '<script>' },
    { origin: 'null' },
    { 'if-none-match': '*' },
    { range: 'bytes=0-' },
    { 'accept-encoding': 'identity;q=0' },
  ]);
  return one;
}

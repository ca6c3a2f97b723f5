import { expect, test } from 'vitest';
import { byteRange } from './byte-range.ts';
import { fileRows, fileStart } from './export-format.ts';

const cellOf = (value: unknown) => fileRows('CSV', ['x'], [{ x: value }]).slice(0, -2);

test.for([
  [null, ''],
  ['', '""'],
  ['Ayşe, "the" one\nand more', '"Ayşe, ""the"" one\nand more"'],
  [true, '"true"'],
  [-12, '"-12"'],
  [['a', 'b'], '"a; b"'],
  [[], '""'],
  [{ id: 'gid' }, '"gid"'],
  [[{ role: 'TO' }], '"[{""role"":""TO""}]"'],
])('%j stands in a cell as %s', ([value, cell]) => {
  expect(cellOf(value)).toBe(cell);
});

test.for(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1'])(
  '%j does not begin a formula',
  (text) => {
    expect(cellOf(text)).toBe(`"'${text}"`);
    expect(cellOf([text, 'more'])).toBe(`"'${text}; more"`);
  },
);

test.for(['+31201234567', '-12.5', '42', 'a=b', 'x@y.example'])('%j stays as it is', (text) => {
  expect(cellOf(text)).toBe(`"${text}"`);
});

test('a header names fields, and other objects by their id', () => {
  expect(fileStart('CSV', ['id', 'owner { id }', 'participants { role name }'])).toBe(
    '\uFEFF"id","owner.id","participants"\r\n',
  );
  expect(fileStart('JSONL', ['id'])).toBe('');
});

test.for([
  [undefined, null],
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=5-', { first: 5, last: 9 }],
  ['bytes=-3', { first: 7, last: 9 }],
  ['bytes=-30', { first: 0, last: 9 }],
  ['bytes=2-99', { first: 2, last: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', null],
  ['bytes=0-1,3-4', null],
  ['lines=0-1', null],
  ['bytes=-', null],
] as const)('%s of ten bytes', ([header, range]) => {
  expect(byteRange(header, 10)).toEqual(range);
});

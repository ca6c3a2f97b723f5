import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Placed } from './shareable-stream.ts';
import {
  COALESCE_MS,
  type SharedExecution,
  sharedExecution,
  type Target,
} from './shared-execution.ts';

let executed: Placed[][];
let failures: unknown[];
let shared: SharedExecution;

beforeEach(() => {
  vi.useFakeTimers();
  executed = [];
  failures = [];
  shared = sharedExecution({
    async execute(items) {
      executed.push([...items]);
      return items.map(({ cursor, previousCursor }) => ({ data: { cursor, previousCursor } }));
    },
    onFailed: (error) => failures.push(error),
  });
});
afterEach(() => vi.useRealTimers());

/** Writes down what comes at once, as the cursors of the items. */
function target() {
  const told: string[][] = [];
  const one: Target = {
    tell: (results) => told.push(results.map(({ frame }) => frame.json)),
  };
  return Object.assign(one, { told });
}

const item = (number: number, previous = number - 1): Placed => ({
  type: 'event',
  cursor: `c${number}`,
  previousCursor: `c${previous}`,
});
const json = (number: number, previous = number - 1) =>
  `{"data":{"cursor":"c${number}","previousCursor":"c${previous}"}}`;

/** Lets what was begun go on, without time going by. */
const settle = () => vi.advanceTimersByTimeAsync(0);

test('one item after silence is told at once, without waiting for time to pass', async () => {
  const one = target();

  shared.add(item(1), '1', one, null);
  await settle();

  expect(one.told).toEqual([[json(1)]]);
});

test('what follows closely waits a few milliseconds at most, and is told together', async () => {
  const one = target();
  shared.add(item(1), '1', one, null);
  await settle();

  shared.add(item(2), '2', one, null);
  await vi.advanceTimersByTimeAsync(1);
  shared.add(item(3), '3', one, null);
  shared.add(item(4), '4', one, null);
  await settle();
  const before = [...one.told];
  await vi.advanceTimersByTimeAsync(COALESCE_MS);

  expect(before).toEqual([[json(1)]]);
  expect(one.told).toEqual([[json(1)], [json(2), json(3), json(4)]]);
  await vi.advanceTimersByTimeAsync(COALESCE_MS + 1);
  shared.add(item(5), '5', one, null);
  await settle();
  expect(one.told.at(-1)).toEqual([json(5)]);
});

test('groups that differ in the place before alone share one execution', async () => {
  const targets = [0, 5, 7].map((previous) => ({ previous, target: target() }));

  for (const { previous, target: one } of targets) {
    shared.add(item(8, previous), '8', one, null);
    shared.add(item(9, 8), '9', one, null);
  }
  await settle();

  expect(executed.map((items) => items.length)).toEqual([2]);
  for (const { previous, target: one } of targets) {
    expect(one.told).toEqual([[json(8, previous), json(9, 8)]]);
  }
});

test('a failed execution is told to nobody, and what comes after it is executed again', async () => {
  const one = target();
  let isBroken = true;
  shared = sharedExecution({
    async execute(items) {
      if (isBroken) throw new Error('It broke.');
      return items.map(({ cursor, previousCursor }) => ({ data: { cursor, previousCursor } }));
    },
    onFailed: (error) => failures.push(error),
  });
  shared.add(item(1), '1', one, null);
  await settle();
  isBroken = false;

  shared.add(item(2), '2', one, null);
  await settle();

  expect(failures).toHaveLength(1);
  expect(one.told).toEqual([[json(2)]]);
});

import { expect, test } from 'vitest';
import { HOUR_MS, localTime, MINUTE_MS } from './local-time.ts';
import { planStory } from './plan.ts';
import { planPulse } from './plan-pulse.ts';
import { createRandom } from './random.ts';
import type { PlannedInteraction } from './story.ts';

const now = new Date('2026-03-11T15:20:00.000Z');
const story = planStory(now);
const zones = new Map(story.customers.map(({ externalId, timeZone }) => [externalId, timeZone]));

function watch(from: Date, minutes: number, seed = 7): PlannedInteraction[] {
  const next = planPulse(story, createRandom(seed));
  const beats = Math.round((minutes * MINUTE_MS) / BEAT_MS);
  return Array.from({ length: beats }, (_, beat) =>
    next(new Date(from.getTime() + beat * BEAT_MS)),
  );
}

const BEAT_MS = 1_500;

test('ten minutes of a Sunday show every kind of daily business', () => {
  const channels = Map.groupBy(watch(new Date('2026-03-15T10:00:00Z'), 10), (one) => one.channel);

  const daily = [
    'WEB',
    'CHAT',
    'EMAIL',
    'CALL',
    'ORDER',
    'SMS',
    'TICKET',
    'MEETING',
    'NOTE',
  ] as const;
  for (const channel of daily) expect(channels.get(channel)?.length).toBeGreaterThan(0);
  expect(Math.max(...[...channels.values()].map(({ length }) => length))).toBeLessThan(200);
});

test('at any hour somebody is awake, and nobody is called at night', () => {
  for (let hour = 0; hour < 24; hour += 1) {
    const calls = watch(new Date(now.getTime() + hour * HOUR_MS), 2).filter(({ channel }) =>
      ['CALL', 'CHAT', 'MEETING'].includes(channel),
    );
    const hours = calls.map(({ customerExternalId, occurredAt }) => {
      return localTime(occurredAt, zones.get(customerExternalId) ?? 'UTC').minuteOfDay / 60;
    });

    expect(calls.length).toBeGreaterThan(0);
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(9);
    expect(Math.max(...hours)).toBeLessThan(18);
  }
});

test('what is begun goes on: orders that are placed are sent', () => {
  const watched = watch(new Date('2026-03-12T09:00:00Z'), 20);

  const orderNumber = /MV-260312-\d{4}/;
  const placed = watched.filter(({ channel }) => channel === 'ORDER');
  const sent = watched.filter(({ channel, body }) => channel === 'SMS' && orderNumber.test(body));

  expect(placed.length).toBeGreaterThan(10);
  expect(sent.length).toBeGreaterThan(5);
});

test('two pulses of the same seed tell the same', () => {
  expect(watch(now, 3)).toEqual(watch(now, 3));
  expect(watch(now, 3, 8)).not.toEqual(watch(now, 3));
});

import { expect, test } from 'vitest';
import { correctionsOf, valuesOf } from './interaction-corrections.ts';

const opened = valuesOf({
  id: 'one',
  channel: 'CALL',
  direction: 'INBOUND',
  subject: 'About the deliverry',
  body: 'Agreed on Monday',
  occurredAt: '2026-03-01T10:20:37.000Z',
  durationSeconds: 95,
});

test('only what was changed is sent: seconds that the form does not show stay as they are', () => {
  const corrections = correctionsOf(opened, { ...opened, subject: 'About the delivery ' });

  expect(corrections).toEqual({ subject: 'About the delivery' });
});

test('what was emptied is cleared', () => {
  const corrections = correctionsOf(opened, { ...opened, body: '', minutes: '' });

  expect(corrections).toEqual({ body: null, durationSeconds: null });
});

test('a time and a length are sent as the form has them', () => {
  const corrections = correctionsOf(opened, {
    ...opened,
    occurredAt: '2026-03-01T09:05',
    minutes: 30,
  });

  expect(corrections).toEqual({
    occurredAt: new Date('2026-03-01T09:05').toISOString(),
    durationSeconds: 1_800,
  });
});

import { expect, test } from 'vitest';
import { withoutNew } from './use-held-back.ts';

const items = (ids: string) => Array.from(ids, (id) => ({ id }));

test('what arrives above the reader waits, what is loaded below is shown', () => {
  const shown = withoutNew(items('xyabcde'), new Set('abc'));

  expect(shown.map(({ id }) => id).join('')).toBe('abcde');
});

test('what arrives between the rows that are read waits too', () => {
  const shown = withoutNew(items('axbc'), new Set('abc'));

  expect(shown.map(({ id }) => id).join('')).toBe('abc');
});

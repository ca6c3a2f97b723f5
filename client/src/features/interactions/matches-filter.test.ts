import { expect, test } from 'vitest';
import { matchesFilter } from './matches-filter.ts';

const call: Record<string, unknown> = { channel: 'CALL', direction: 'INBOUND', agentId: null };
const ofCall = (field: string) => call[field];

test('a list without a filter takes everything', () => {
  expect(matchesFilter(undefined, ofCall)).toBe(true);
  expect(matchesFilter({}, ofCall)).toBe(true);
});

test('everything that is given must hold', () => {
  const channel = { in: ['CALL', 'EMAIL'] };

  expect(matchesFilter({ channel, direction: { eq: 'INBOUND' } }, ofCall)).toBe(true);
  expect(matchesFilter({ channel, direction: { eq: 'OUTBOUND' } }, ofCall)).toBe(false);
});

test('and, or and not are read as the API reads them', () => {
  const isCall = { channel: { eq: 'CALL' } };
  const isEmail = { channel: { eq: 'EMAIL' } };

  expect(matchesFilter({ and: [isCall, isEmail] }, ofCall)).toBe(false);
  expect(matchesFilter({ or: [isEmail, isCall] }, ofCall)).toBe(true);
  expect(matchesFilter({ or: [] }, ofCall)).toBe(false);
  expect(matchesFilter({ not: isEmail }, ofCall)).toBe(true);
  expect(matchesFilter({ agentId: { isNull: true } }, ofCall)).toBe(true);
});

test('what the cache does not hold is said to be unknown, unless something else decides', () => {
  const source = { eq: 'import' };

  expect(matchesFilter({ source }, ofCall)).toBe('unknown');
  expect(matchesFilter({ source, channel: { eq: 'EMAIL' } }, ofCall)).toBe(false);
  expect(matchesFilter({ channel: { startsWith: 'C' } }, ofCall)).toBe('unknown');
});

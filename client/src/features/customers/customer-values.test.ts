import { expect, test } from 'vitest';
import { changesSince, type CustomerValues, shownValue } from './customer-values.ts';

const base: CustomerValues = {
  name: 'Ada Example',
  email: 'ada@example.com',
  phone: '',
  jobTitle: 'Buyer',
  lifecycleStage: 'LEAD',
  timeZone: '',
  tags: ['north'],
};

test("only what was edited is sent, so that nobody else's edit is overwritten", () => {
  expect(changesSince(base, { ...base, phone: '+31201234567', tags: ['north'] })).toEqual({
    phone: '+31201234567',
  });
});

test('an emptied field is sent as nothing', () => {
  expect(changesSince(base, { ...base, jobTitle: '' })).toEqual({ jobTitle: null });
});

test('values are compared in words', () => {
  expect(shownValue(base, 'lifecycleStage')).toBe('Lead');
  expect(shownValue(base, 'phone')).toBe('Nothing');
  expect(shownValue(base, 'tags')).toBe('north');
});

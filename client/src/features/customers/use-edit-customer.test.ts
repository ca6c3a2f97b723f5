import { expect, test } from 'vitest';
import type { CustomerValues } from './customer-values.ts';
import { contested, settle } from './use-edit-customer.ts';

const base: CustomerValues = {
  name: 'Ada Example',
  email: 'ada@example.com',
  phone: '',
  jobTitle: 'Buyer',
  lifecycleStage: 'LEAD',
  timeZone: '',
  tags: [],
};
const yours: CustomerValues = { ...base, jobTitle: 'Head buyer', phone: '+31201234567' };
const theirs: CustomerValues = { ...base, jobTitle: 'Director', lifecycleStage: 'CUSTOMER' };

test('only a field that both changed to different values is asked about', () => {
  expect(contested(base, yours, theirs)).toEqual(['jobTitle']);
});

test('what only one side changed is kept from that side', () => {
  const settled = settle(base, yours, { theirs, fields: ['jobTitle'], chosen: {} });

  expect(settled).toMatchObject({ phone: '+31201234567', lifecycleStage: 'CUSTOMER' });
});

test('a contested field gets the value of the chosen side', () => {
  const keepYours = settle(base, yours, { theirs, fields: ['jobTitle'], chosen: {} });
  const takeTheirs = settle(base, yours, {
    theirs,
    fields: ['jobTitle'],
    chosen: { jobTitle: 'theirs' },
  });

  expect([keepYours.jobTitle, takeTheirs.jobTitle]).toEqual(['Head buyer', 'Director']);
});

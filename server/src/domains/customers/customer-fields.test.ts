import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../kernel/problem.ts';
import { customerColumns, type CustomerFields } from './customer-fields.ts';
import { organizationColumns } from './organization-fields.ts';

/** The path of the field that is refused. */
function refusedField(judge: () => unknown): readonly string[] | null {
  try {
    judge();
  } catch (error) {
    if (error instanceof InvalidInput) return error.path;
    throw error;
  }
  return null;
}

describe('what can be said of a customer', () => {
  test('a field that is not spoken of is not in the answer; null and empty text clear', () => {
    expect(customerColumns({ jobTitle: null, givenName: '  ' })).toEqual({
      jobTitle: null,
      givenName: null,
    });
  });

  test.for([
    ['+31 20 123 4567', '+31201234567'],
    ['+31 (0)20 1234567', '+31201234567'],
    ['+90 (532) 123-45-67', '+905321234567'],
    ['tel:+1-201-555-0123', '+12015550123'],
    ['  +62 812 3456 7890 ', '+6281234567890'],
  ])('the number %s is stored as %s', ([given, stored]) => {
    expect(customerColumns({ phone: given }).phone).toBe(stored);
  });

  test.for([
    '0201234567',
    '+',
    'call me',
    '+31 1',
    '+999 123 456 789',
    '+31 20 123 4567 8901 2345',
  ])('the number %s is refused', (phone) => {
    expect(refusedField(() => customerColumns({ phone }))).toEqual(['phone']);
  });

  test('a list of numbers holds each once, whatever it is written like', () => {
    const otherPhones = ['+31 20 123 4567', '+31201234567', '', '+90 532 123 45 67'];

    expect(customerColumns({ otherPhones }).otherPhones).toEqual(['+31201234567', '+905321234567']);
  });

  test.for(['Europe/Istanbul', 'Asia/Jakarta', 'UTC', 'America/Argentina/Buenos_Aires'])(
    'the time zone %s is taken as it is',
    (timeZone) => {
      expect(customerColumns({ timeZone }).timeZone).toBe(timeZone);
    },
  );

  test.for(['Mars/Olympus', 'UTC+25', 'Europe/', "'; DROP TABLE customers; --"])(
    'the time zone %s is refused',
    (timeZone) => {
      expect(refusedField(() => customerColumns({ timeZone }))).toEqual(['timeZone']);
    },
  );

  test.for([
    ['nl-nl', 'nl-NL'],
    ['TR', 'tr'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('the locale %s is stored as %s', ([given, stored]) => {
    expect(customerColumns({ locale: given }).locale).toBe(stored);
  });

  test.for(['x', 'dutch language', 'nl_NL', 'en-'])('the locale %s is refused', (locale) => {
    expect(refusedField(() => customerColumns({ locale }))).toEqual(['locale']);
  });

  test.for(['a@b', 'ayşe@örnek.example', 'first.last+tag@mail.example.com'])(
    'the address %s is taken',
    (email) => {
      expect(customerColumns({ email }).email).toBe(email);
    },
  );

  test.for(['a', '@b.example', 'a@', 'a b@c.example', 'a@b..example', 'A <a@b.example>', 'a@b@c'])(
    'the address %s is refused',
    (email) => {
      expect(refusedField(() => customerColumns({ email }))).toEqual(['email']);
    },
  );

  test('tags are trimmed and held once each, in the order given', () => {
    expect(customerColumns({ tags: [' vip', 'new', 'vip '] }).tags).toEqual(['vip', 'new']);
    expect(customerColumns({ tags: null }).tags).toEqual([]);
  });

  test.for<[string, CustomerFields]>([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', { name: 'nul \0 inside' }],
    ['tags', { tags: [''] }],
    ['tags', { tags: ['x'.repeat(51)] }],
    ['tags', { tags: Array.from({ length: 51 }, (_, n) => `tag ${n}`) }],
    ['otherEmails', { otherEmails: Array.from({ length: 21 }, (_, n) => `a${n}@b.example`) }],
    ['otherEmails', { otherEmails: ['not an address'] }],
    ['externalId', { externalId: 'x'.repeat(201) }],
    ['jobTitle', { jobTitle: 'x'.repeat(201) }],
  ])('%s out of its bounds is refused, and the field is named', ([field, fields]) => {
    expect(refusedField(() => customerColumns(fields))).toEqual([field]);
  });
});

describe('what can be said of an organisation', () => {
  test('a domain is stored in lower case', () => {
    expect(organizationColumns({ domain: ' Kahve.Example.COM ' }).domain).toBe('kahve.example.com');
  });

  test('null and empty text clear the domain', () => {
    expect(organizationColumns({ domain: null })).toEqual({ domain: null });
    expect(organizationColumns({ domain: ' ' })).toEqual({ domain: null });
  });

  test.for([
    ['domain', { domain: 'https://example.com' }],
    ['domain', { domain: 'localhost' }],
    ['country', { country: 'nl' }],
    ['country', { country: 'NLD' }],
    ['size', { size: -1 }],
    ['size', { size: 10_000_001 }],
    ['name', { name: '' }],
  ] as const)('%s out of its bounds is refused, and the field is named', ([field, fields]) => {
    expect(refusedField(() => organizationColumns(fields))).toEqual([field]);
  });
});

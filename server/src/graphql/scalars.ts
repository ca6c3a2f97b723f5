import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

const RFC_3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

builder.scalarType('DateTime', {
  description:
    'An instant, as RFC 3339 text. Answers are in UTC with milliseconds: `2026-03-01T09:30:00.000Z`. Inputs may have any offset, never none, and lie in the years 1 to 9999.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const date = typeof value === 'string' && RFC_3339.test(value) ? new Date(value) : null;
    const year = date?.getUTCFullYear() ?? Number.NaN;
    if (!date || !(year >= 1 && year <= 9999)) {
      throw new GraphQLError(
        'A DateTime is RFC 3339 text with an offset, such as 2026-03-01T09:30:00Z.',
      );
    }
    return date;
  },
});

builder.scalarType('Date', {
  description: 'A day of the calendar, as ISO 8601 text: `2026-03-01`.',
  serialize: String,
});

builder.scalarType('BigInt', {
  description: 'A whole number of any size, as decimal text: `"4294967296"`.',
  serialize: String,
});

builder.scalarType('Cursor', {
  description:
    'A position, as opaque text. Equal positions have equal cursors. A feed cursor means the same on every surface: subscriptions, `events`, webhooks and exports.',
  serialize: String,
  parseValue: (value) => {
    if (typeof value !== 'string') throw new GraphQLError('A Cursor is text.');
    return value;
  },
});

builder.scalarType('EmailAddress', {
  description: 'An e-mail address, as it was given. Two that differ only in case are one.',
  serialize: String,
});

builder.scalarType('PhoneNumber', {
  description: 'A telephone number in E.164: `+` and at most 15 digits, such as `+31201234567`.',
  serialize: String,
});

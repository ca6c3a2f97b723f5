import { fieldMasks, type FieldMask as FieldMaskName } from '../../kernel/field-mask.ts';
import { builder } from '../../graphql/builder.ts';

/** `CustomerScope` in the schema. */
export const CustomerScope = builder.enumType('CustomerScope', {
  description:
    'Which customers somebody works with. What belongs to a customer, such as interactions, is seen with it.',
  values: {
    ALL: { description: 'Every customer of the workspace.' },
    TEAM: {
      description: 'Those of the own team; who is in no team sees the own ones only.',
    },
    OWN: { description: 'Those that the user owns.' },
  } as const,
});

const maskDescriptions: Record<FieldMaskName, string> = {
  'customers.email': 'Addresses of customers: `email` and `otherEmails`.',
  'customers.phone': 'Numbers of customers: `phone` and `otherPhones`.',
  'interactions.content': 'What was said: `subject` and `body` of interactions.',
  'interactions.participants': 'Names and addresses of participants.',
};

/** `FieldMask` in the schema: `CUSTOMERS_EMAIL` is `customers.email`. */
export const FieldMask = builder.enumType('FieldMask', {
  description:
    'What can be hidden from a role. A hidden field is null, a hidden list empty; neither can be searched, filtered by, or written.',
  values: Object.fromEntries(
    fieldMasks.map((mask) => [
      mask.toUpperCase().replace('.', '_'),
      { value: mask, description: maskDescriptions[mask] },
    ]),
  ) as Record<string, { value: FieldMaskName; description: string }>,
});

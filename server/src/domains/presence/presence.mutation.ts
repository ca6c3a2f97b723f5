import { brandWithType } from '@pothos/core';
import { builder } from '../../graphql/builder.ts';
import { keyOf } from '../../graphql/global-id.ts';
import { orProblem, resultUnion } from '../../graphql/mutation.ts';
import type { Activity } from '../../live/presence-map.ts';
import { announcePresence } from './announce-presence.ts';

const AnnouncedActivity = builder.enumType('AnnouncedActivity', {
  description: 'What you do at a customer, as you announce it.',
  values: {
    WRITING: { description: 'You write something to or about the customer.' },
    VIEWING: { description: 'You look at the customer.' },
    IDLE: { description: 'You have the customer open and do nothing.' },
    GONE: { description: 'You leave: others see it at once.' },
  } as const,
});

const AnnouncePresenceInput = builder.inputType('AnnouncePresenceInput', {
  description: 'Where you are, and what you do there.',
  fields: (t) => ({
    customerId: t.id({ required: true, description: 'At which customer.' }),
    activity: t.field({ type: AnnouncedActivity, required: true, description: 'What you do.' }),
    clientId: t.string({
      required: true,
      description:
        'Tells your windows apart: yours to choose, 1–64 characters, the same for as long as the window is open.',
    }),
  }),
});

const AnnouncePresenceResult = resultUnion('AnnouncePresence', 'CustomerPresence', []);

builder.mutationField('announcePresence', (t) =>
  t.field({
    type: AnnouncePresenceResult,
    description:
      'Says that you are at a customer. Again every 5 s, and at once when what you do changes; 12 s without make you fade. Nothing is written and nothing emitted, and saying it twice is saying it once. At most 20 a second by one session.',
    args: {
      input: t.arg({
        type: AnnouncePresenceInput,
        required: true,
        description: 'Where, and what.',
      }),
    },
    resolve: (_root, { input }, ctx) =>
      orProblem(async () => {
        const place = await announcePresence(ctx, {
          customerId: keyOf('Customer', input.customerId),
          activity: input.activity === 'GONE' ? null : (input.activity satisfies Activity),
          clientId: input.clientId,
        });
        brandWithType(place, 'CustomerPresence' as never);
        return place;
      }) as never,
  }),
);

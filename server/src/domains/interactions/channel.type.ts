import { builder } from '../../graphql/builder.ts';

/** `Channel` in the schema. */
export const Channel = builder.enumType('Channel', {
  description: 'How an interaction took place.',
  values: {
    EMAIL: { description: 'An e-mail.' },
    CALL: { description: 'A telephone or video call.' },
    CHAT: { description: 'A chat on the web.' },
    SMS: { description: 'A text message.' },
    MEETING: { description: 'A meeting in person or by video.' },
    WEB: { description: 'A visit to the web site or shop.' },
    SOCIAL: { description: 'A post or message on a social network.' },
    NOTE: { description: 'A note that somebody of the firm wrote down.' },
    ORDER: { description: 'An online order.' },
    TICKET: { description: 'A self-service ticket.' },
    CAMPAIGN: { description: 'A campaign that reached the customer.' },
  } as const,
});

/** `Direction` in the schema. */
export const Direction = builder.enumType('Direction', {
  description: 'Who turned to whom.',
  values: {
    INBOUND: { description: 'The customer to the firm.' },
    OUTBOUND: { description: 'The firm to the customer.' },
    INTERNAL: { description: 'Within the firm; the customer does not see it.' },
  } as const,
});

/** `ParticipantRole` in the schema. */
export const ParticipantRole = builder.enumType('ParticipantRole', {
  description: 'What somebody was in an interaction.',
  values: {
    FROM: { description: 'Sent it.' },
    TO: { description: 'It was sent to them.' },
    CC: { description: 'Got a copy.' },
    BCC: { description: 'Got a copy unseen by the others.' },
    ATTENDEE: { description: 'Was there.' },
  } as const,
});

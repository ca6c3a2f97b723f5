import { builder } from '../../graphql/builder.ts';

/** `LifecycleStage` in the schema. */
export const LifecycleStage = builder.enumType('LifecycleStage', {
  description: 'How far a person has come with the firm.',
  values: {
    SUBSCRIBER: { description: 'Hears from us; has shown no interest of their own.' },
    LEAD: { description: 'Has shown interest.' },
    PROSPECT: { description: 'Is being talked with about buying.' },
    CUSTOMER: { description: 'Has bought.' },
    CHAMPION: { description: 'Buys and recommends us to others.' },
    CHURNED: { description: 'Was a customer and is no more.' },
  } as const,
});

import { z } from 'zod';
import { defineEvent } from '../../kernel/event.ts';

const interactionEvent = (name: string) =>
  defineEvent({
    name,
    subjectType: 'Interaction',
    permission: 'interactions:read',
    payload: z.object({}),
  });

/** Something happened with a customer and was written down. */
export const interactionLogged = interactionEvent('interaction.logged');
/** What was written down was put right. */
export const interactionCorrected = interactionEvent('interaction.corrected');
/** What was written down was taken out of the record. */
export const interactionDeleted = interactionEvent('interaction.deleted');

import { graphql, type ResultOf } from '../../graph/graphql.ts';
import type { InteractionValues } from './interaction-fields.tsx';

const MINUTE_SECONDS = 60;
const MINUTE_MS = 60_000;

/** What can be put right of an interaction. */
export const correctableFragment = graphql(`
  fragment CorrectableInteraction on Interaction @_unmask {
    id
    channel
    direction
    subject
    body
    occurredAt
    durationSeconds
  }
`);

export type CorrectableInteraction = ResultOf<typeof correctableFragment>;

type Corrections = Omit<
  ReturnType<typeof graphql.scalar<'CorrectInteractionInput'>>,
  'idempotencyKey' | 'id'
>;

/** An interaction as the form shows it: to the minute, in the reader's time zone. */
export function valuesOf(interaction: CorrectableInteraction): InteractionValues {
  const { channel, direction, subject, body, occurredAt, durationSeconds } = interaction;
  return {
    channel,
    direction,
    subject: subject ?? '',
    body: body ?? '',
    occurredAt: localMinute(new Date(occurredAt)),
    minutes:
      durationSeconds === null ? '' : Math.max(1, Math.round(durationSeconds / MINUTE_SECONDS)),
  };
}

/** Only what was changed in the form: the seconds of a time that was left alone stay as they are. */
export function correctionsOf(before: InteractionValues, after: InteractionValues): Corrections {
  return {
    ...(after.channel !== before.channel && { channel: after.channel }),
    ...(after.direction !== before.direction && { direction: after.direction }),
    ...(after.subject !== before.subject && { subject: after.subject.trim() || null }),
    ...(after.body !== before.body && { body: after.body.trim() || null }),
    ...(after.occurredAt !== before.occurredAt && {
      occurredAt: new Date(after.occurredAt).toISOString(),
    }),
    ...(after.minutes !== before.minutes && {
      durationSeconds: after.minutes === '' ? null : Number(after.minutes) * MINUTE_SECONDS,
    }),
  };
}

function localMinute(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS);
  return shifted.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

import type { Channel, Direction, ParticipantRole } from '@rapport/prisma';
import type { MaskedInput } from '../../kernel/field-mask.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import { textField } from '../customers/public.ts';

/** What can be said of an interaction besides whom it was with. Undefined: not spoken of. Null: cleared. */
export interface InteractionFields {
  readonly channel?: Channel | null | undefined;
  readonly direction?: Direction | null | undefined;
  readonly subject?: string | null | undefined;
  readonly body?: string | null | undefined;
  readonly occurredAt?: Date | null | undefined;
  readonly durationSeconds?: number | null | undefined;
  /** The user who had it with the customer. */
  readonly agentId?: string | null | undefined;
  readonly participants?: readonly ParticipantFields[] | null | undefined;
}

export interface ParticipantFields {
  readonly role: ParticipantRole;
  readonly name?: string | null | undefined;
  readonly address?: string | null | undefined;
}

/** What may be hidden of an interaction, and so not be written either. */
export const maskedInteractionFields: MaskedInput<InteractionFields> = {
  subject: 'interactions.content',
  body: 'interactions.content',
  participants: 'interactions.participants',
};

const LONGEST_BODY = 100_000;
const LONGEST_DAYS = 31;
const MAX_PARTICIPANTS = 100;
const CLOCKS_MAY_DIFFER_MS = 24 * 3_600_000;

/**
 * Judges the fields and brings them into the form in which they are stored. Only those given are
 * in the answer. Participants are rows of their own and come back apart.
 *
 * @throws {InvalidInput} a value that cannot be, with the path of its field
 */
export function interactionColumns(fields: InteractionFields, now: Date) {
  const { occurredAt, durationSeconds } = fields;
  if (occurredAt && occurredAt.getTime() > now.getTime() + CLOCKS_MAY_DIFFER_MS) {
    throw new InvalidInput('This is more than a day in the future: it cannot have happened.', [
      'occurredAt',
    ]);
  }
  if (durationSeconds != null && (durationSeconds < 0 || durationSeconds > LONGEST_DAYS * 86_400)) {
    throw new InvalidInput(`A duration is 0 seconds to ${LONGEST_DAYS} days.`, ['durationSeconds']);
  }
  const columns = {
    channel: fields.channel ?? undefined,
    direction: fields.direction ?? undefined,
    subject: textField(fields.subject, 'subject', 500),
    body: textField(fields.body, 'body', LONGEST_BODY),
    occurredAt: occurredAt ?? undefined,
    durationSeconds,
    agentId: fields.agentId,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof typeof columns]?: Exclude<(typeof columns)[K], undefined>;
  };
}

/** The participants' rows but for their interaction, in the order given. @throws {InvalidInput} too many, or one of whom nothing is said */
export function participantColumns(participants: InteractionFields['participants']) {
  const list = participants ?? [];
  if (list.length > MAX_PARTICIPANTS) {
    throw new InvalidInput(`At most ${MAX_PARTICIPANTS} participants.`, ['participants']);
  }
  return list.map((participant, position) => {
    const name = textField(participant.name, 'participants', 200) ?? null;
    const address = textField(participant.address, 'participants', 320) ?? null;
    if (name === null && address === null) {
      throw new InvalidInput('A participant has a name or an address.', [
        'participants',
        String(position),
      ]);
    }
    return { position, role: participant.role, name, address };
  });
}

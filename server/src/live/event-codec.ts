import { createHash } from 'node:crypto';
import type { LoggedEvent } from './logged-event.ts';
import type { EventScope } from './pending-event.ts';

// Every field by name: one that is added and not listed is an error of types.
const FIELDS = {
  workspaceId: true,
  name: true,
  subjectType: true,
  subjectId: true,
  isGone: true,
  scope: true,
  before: true,
  changedFields: true,
  payload: true,
  actorKind: true,
  actorId: true,
  occurredAt: true,
  recordedAt: true,
} satisfies Record<Exclude<keyof LoggedEvent, 'seq'>, true>;

const SCOPE_FIELDS = {
  customerId: true,
  organizationId: true,
  ownerId: true,
  teamId: true,
  agentId: true,
  channel: true,
  direction: true,
} satisfies Record<keyof EventScope, true>;

/**
 * Names the fields that an event has in this version. What is written in one form is not read in
 * another: during an upgrade a node must not judge an event by a field that was never written.
 */
export const EVENT_FORMAT: string = createHash('sha256')
  .update(Object.keys({ ...FIELDS, ...SCOPE_FIELDS }).join())
  .digest('hex')
  .slice(0, 8);

/** Writes an event as text, without its `seq`: whoever keeps it, keeps it by that. */
export function encodeEvent({ seq: _seq, ...event }: LoggedEvent): string {
  return JSON.stringify(event);
}

/** Reads what `encodeEvent` wrote. @throws {SyntaxError} it did not */
export function decodeEvent(seq: bigint, text: string): LoggedEvent {
  const event = JSON.parse(text) as Omit<LoggedEvent, 'seq' | 'occurredAt' | 'recordedAt'> & {
    readonly occurredAt: string;
    readonly recordedAt: string;
  };
  return {
    ...event,
    seq,
    occurredAt: new Date(event.occurredAt),
    recordedAt: new Date(event.recordedAt),
  };
}

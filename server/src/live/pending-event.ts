import type { Channel, Direction } from '@rapport/prisma';
import type { EventKind } from '../kernel/event.ts';
import { Prisma } from '../platform/database.ts';
import type { CommandContext } from './change.ts';

/**
 * The columns by which feeds filter and scope events. Recorded with the event, as they are after
 * it; so a filter is decided without the database, now and in a year.
 */
export interface EventScope {
  /** The customer whose timeline shows the event. Null: about nobody. */
  readonly customerId: string | null;
  readonly organizationId: string | null;
  /** Who owns the customer. */
  readonly ownerId: string | null;
  /** The team among whose customers it stands. */
  readonly teamId: string | null;
  readonly agentId: string | null;
  readonly channel: string | null;
  readonly direction: string | null;
}

/** What a command tells of an event; workspace, actor and times come from its context. */
export interface Emitted<P extends object> {
  readonly subjectId: string;
  /** The subject no longer exists. Feeds show the event as a LEAVE. */
  readonly isGone?: boolean;
  readonly scope?: Partial<EventScope>;
  /** Scope columns as they were, where they changed; so that live filters know whom it leaves. */
  readonly before?: Partial<EventScope>;
  /** When it happened in the world. Default: now. */
  readonly occurredAt?: Date;
  /** GraphQL names of the subject's changed fields. Empty: created, deleted, or nothing to name. */
  readonly changedFields?: readonly string[];
  /** Small facts and ids. No personal data: events outlive an erasure. */
  readonly payload: P;
}

/** Adds one event to the transaction. Order of calls is order in the log. */
export type Emit = <P extends object>(kind: EventKind<P>, event: Emitted<P>) => void;

/** The row that `change()` puts into the outbox. Throws when the payload is not of the kind's shape. */
export function pendingEvent<P extends object>(
  kind: EventKind<P>,
  event: Emitted<P>,
  { viewer, clock }: Pick<CommandContext, 'viewer' | 'clock'>,
): Prisma.OutboxCreateManyInput {
  const now = clock();
  const scope = event.scope ?? {};
  return {
    workspaceId: viewer.workspaceId,
    name: kind.name,
    subjectType: kind.subjectType,
    subjectId: event.subjectId,
    isGone: event.isGone ?? false,
    customerId: scope.customerId ?? null,
    organizationId: scope.organizationId ?? null,
    ownerId: scope.ownerId ?? null,
    teamId: scope.teamId ?? null,
    agentId: scope.agentId ?? null,
    channel: (scope.channel ?? null) as Channel | null,
    direction: (scope.direction ?? null) as Direction | null,
    before: event.before ? event.before : Prisma.DbNull,
    changedFields: [...(event.changedFields ?? [])],
    changesAccess: kind.changesAccessOf !== undefined,
    payload: kind.payload.parse(event.payload),
    actorKind: viewer.userId === '' ? 'SYSTEM' : 'USER',
    actorId: viewer.userId === '' ? null : viewer.userId,
    occurredAt: event.occurredAt ?? now,
    recordedAt: now,
  };
}

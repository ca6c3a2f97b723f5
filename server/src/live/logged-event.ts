import type { SubjectType } from '../kernel/event.ts';
import type { EventScope } from './pending-event.ts';

/** One stored event with its place. `seq` is dense over the whole database; one workspace's events have holes between them. */
export interface LoggedEvent {
  readonly seq: bigint;
  readonly workspaceId: string;
  readonly name: string;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** The subject no longer exists after this event. */
  readonly isGone: boolean;
  /** Filter and scope columns as they are after the event. */
  readonly scope: EventScope;
  /** The same as they were, only those that changed. Null: none did. */
  readonly before: Partial<EventScope> | null;
  readonly changedFields: readonly string[];
  readonly payload: Record<string, unknown>;
  readonly actorKind: 'USER' | 'SYSTEM';
  readonly actorId: string | null;
  /** When it happened in the world. */
  readonly occurredAt: Date;
  /** When its change was written. */
  readonly recordedAt: Date;
}

/** The log's row, as the driver returns it. */
export interface EventRow {
  readonly seq: string;
  readonly workspace_id: string;
  readonly name: string;
  readonly subject_type: SubjectType;
  readonly subject_id: string;
  readonly is_gone: boolean;
  readonly customer_id: string | null;
  readonly organization_id: string | null;
  readonly owner_id: string | null;
  readonly team_id: string | null;
  readonly agent_id: string | null;
  readonly channel: string | null;
  readonly direction: string | null;
  readonly before: Partial<EventScope> | null;
  readonly changed_fields: string[];
  readonly payload: Record<string, unknown>;
  readonly actor_kind: 'USER' | 'SYSTEM';
  readonly actor_id: string | null;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
}

/** Reads a row of the log. */
export function loggedEvent(row: EventRow): LoggedEvent {
  return {
    seq: BigInt(row.seq),
    workspaceId: row.workspace_id,
    name: row.name,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    isGone: row.is_gone,
    scope: {
      customerId: row.customer_id,
      organizationId: row.organization_id,
      ownerId: row.owner_id,
      teamId: row.team_id,
      agentId: row.agent_id,
      channel: row.channel,
      direction: row.direction,
    },
    before: row.before,
    changedFields: row.changed_fields,
    payload: row.payload,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
  };
}

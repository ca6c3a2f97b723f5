import { newId } from '../../../server/src/kernel/ids.ts';
import type { Database } from '../../../server/src/platform/database.ts';
import { type Stage, subjectOf } from './stage.ts';

/** Makes the function that writes the same rows as the command, in one statement as well, and tells nobody. */
export function rowWriter(database: Database, { workspaceId, agentId, customerIds }: Stage) {
  let next = 0;
  return (number: number) => {
    const customerId = customerIds[next++ % customerIds.length]!;
    const now = new Date();
    const id = newId(now.getTime());
    return database.$queryRaw`
      WITH customer AS (
        UPDATE customers c SET last_interaction_at = greatest(c.last_interaction_at, ${now}::timestamptz)
        WHERE c.workspace_id = ${workspaceId}::uuid AND c.id = ${customerId}::uuid
        RETURNING c.id, c.organization_id
      )
      INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction,
        subject, body, occurred_at, duration_seconds, source, external_id, created_at, updated_at)
      SELECT ${id}::uuid, ${workspaceId}::uuid, customer.id, customer.organization_id, ${agentId}::uuid,
        ${'CALL'}::channel, ${'OUTBOUND'}::direction, ${subjectOf(number)}, ${null},
        ${now}::timestamptz, ${null}::int, ${'bench'}, ${null}, ${now}::timestamptz, ${now}::timestamptz
      FROM customer RETURNING id`;
  };
}

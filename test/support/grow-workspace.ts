import type { Database } from '../../server/src/platform/database.ts';

/** More than any page shows. */
const ROWS = 120;

/**
 * Adds many rows of each kind to a populated workspace, and so many interactions to its customer.
 * In bulk, past the commands: what counts here is how much there is.
 */
export async function growWorkspace(
  database: Database,
  workspaceId: string,
  { Customer: customerId, User: userId, Team: teamId, Organization: organizationId }: Keys,
  interactions: number,
): Promise<void> {
  await database.$transaction([
    database.$executeRaw`
      INSERT INTO users (id, name, email, password_hash, updated_at)
      SELECT gen_random_uuid(), 'Person ' || n, n || '.' || ${workspaceId} || '@people.example', '', now()
      FROM generate_series(1, ${ROWS}) n`,
    database.$executeRaw`
      INSERT INTO memberships (workspace_id, user_id, role, team_id)
      SELECT ${workspaceId}::uuid, id, 'AGENT', ${teamId}::uuid FROM users
      WHERE email LIKE '%' || ${workspaceId} || '@people.example'`,
    database.$executeRaw`
      INSERT INTO teams (id, workspace_id, name)
      SELECT gen_random_uuid(), ${workspaceId}::uuid, 'Team ' || n FROM generate_series(1, ${ROWS}) n`,
    database.$executeRaw`
      INSERT INTO invitations (id, workspace_id, email, role, secret_hash, invited_by_id, expires_at)
      SELECT gen_random_uuid(), ${workspaceId}::uuid, n || '@guests.example', 'AGENT',
        sha256((${workspaceId} || n)::bytea), ${userId}::uuid, now() + interval '1 day'
      FROM generate_series(1, ${ROWS}) n`,
    database.$executeRaw`
      INSERT INTO organizations (id, workspace_id, name, parent_id)
      SELECT gen_random_uuid(), ${workspaceId}::uuid, 'Firm ' || n, ${organizationId}::uuid
      FROM generate_series(1, ${ROWS}) n`,
    database.$executeRaw`
      INSERT INTO customers (id, workspace_id, name, organization_id, owner_id, team_id)
      SELECT gen_random_uuid(), ${workspaceId}::uuid, 'Person ' || n, ${organizationId}::uuid,
        ${userId}::uuid, ${teamId}::uuid
      FROM generate_series(1, ${ROWS}) n`,
    database.$executeRaw`
      INSERT INTO interactions (id, workspace_id, customer_id, organization_id, agent_id, channel, direction, subject, occurred_at)
      SELECT gen_random_uuid(), c.workspace_id, c.id, c.organization_id, c.owner_id,
        'CALL', 'INBOUND', 'Call ' || n, now() - n * interval '7 minutes'
      FROM customers c, generate_series(1, CASE WHEN c.id = ${customerId}::uuid THEN ${interactions} ELSE 10 END) n
      WHERE c.workspace_id = ${workspaceId}::uuid`,
  ]);
}

type Keys = Readonly<Record<string, string>>;

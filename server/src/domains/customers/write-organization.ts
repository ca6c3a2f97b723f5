import type { Organization } from '@rapport/prisma';
import { newId, type Identified } from '../../kernel/ids.ts';
import { ExternalIdTaken, NotFound, VersionConflict } from '../../kernel/problem.ts';
import type { CommandContext } from '../../live/change.ts';
import type { Emit } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal } from '../../platform/sql-state.ts';
import { organizationCreated, organizationUpdated } from './events.ts';
import type { organizationColumns } from './organization-fields.ts';
import { OrganizationCycle } from './problems.ts';
import { requireOrganization } from './workspace-references.ts';

type Columns = ReturnType<typeof organizationColumns>;
type Ctx = Pick<CommandContext, 'viewer' | 'clock'>;

/** Writes a new organisation and tells of it. */
export async function insertOrganization(
  tx: Transaction,
  emit: Emit,
  { viewer, clock }: Ctx,
  columns: Columns & { name: string },
): Promise<Identified> {
  const { workspaceId } = viewer;
  await requireOrganization(tx, workspaceId, columns.parentId, 'parentId');
  const now = clock();
  const id = newId(now.getTime());
  await tx.organization.create({
    data: { ...columns, id, workspaceId, createdAt: now, updatedAt: now },
  });
  emit(organizationCreated, { subjectId: id, scope: { organizationId: id }, payload: {} });
  return { id };
}

/**
 * Locks an organisation's row until the transaction ends, and reads it.
 *
 * @throws {NotFound} no such organisation in the workspace
 * @throws {VersionConflict} it has changed since `seenVersion`
 */
export async function lockOrganization(
  tx: Transaction,
  workspaceId: string,
  id: string,
  seenVersion?: number | null,
): Promise<Organization> {
  await tx.$executeRaw`SELECT 1 FROM organizations WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const organization = await tx.organization.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
  });
  if (!organization) throw new NotFound('There is no such organisation.');
  if (seenVersion != null && seenVersion !== organization.version) {
    throw new VersionConflict('Somebody else changed this organisation since you opened it.', {
      typename: 'Organization',
      id,
    });
  }
  return organization;
}

/** Writes what differs from the locked row and tells of it; nothing where nothing differs. */
export async function updateOrganizationRow(
  tx: Transaction,
  emit: Emit,
  { viewer, clock }: Ctx,
  organization: Organization,
  columns: Columns,
): Promise<Identified> {
  const changed = (Object.keys(columns) as (keyof Columns)[]).filter(
    (key) => JSON.stringify(columns[key]) !== JSON.stringify(organization[key]),
  );
  if (changed.length === 0) return organization;
  if (changed.includes('parentId'))
    await requireParent(tx, viewer.workspaceId, organization.id, columns.parentId);
  await tx.organization.update({
    where: { id: organization.id },
    data: { ...columns, version: { increment: 1 }, updatedAt: clock() },
  });
  emit(organizationUpdated, {
    subjectId: organization.id,
    scope: { organizationId: organization.id },
    changedFields: changed.map((key) => (key === 'parentId' ? 'parent' : key)),
    payload: {},
  });
  return organization;
}

/** @throws {OrganizationCycle} the parent is the organisation itself or stands below it */
async function requireParent(
  tx: Transaction,
  workspaceId: string,
  id: string,
  parentId: string | null | undefined,
): Promise<void> {
  if (parentId == null) return;
  // One at a time in a workspace: two moves, each right by itself, could close a circle together.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${workspaceId}, 1))`;
  await requireOrganization(tx, workspaceId, parentId, 'parentId');
  const [below] = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE above AS (
      SELECT id, parent_id FROM organizations WHERE workspace_id = ${workspaceId}::uuid AND id = ${parentId}::uuid
      UNION
      SELECT o.id, o.parent_id FROM organizations o JOIN above ON o.workspace_id = ${workspaceId}::uuid AND o.id = above.parent_id
    )
    SELECT 1 FROM above WHERE id = ${id}::uuid`;
  if (below) throw new OrganizationCycle();
}

/** Runs a command and says in words what the unique index on external ids refused. */
export async function namingTakenOrganization<T>(
  { database, viewer: { workspaceId } }: CommandContext,
  { externalId }: Pick<Columns, 'externalId'>,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const constraint = databaseRefusal(error)?.constraint;
    if (constraint === 'organizations_workspace_id_external_id_key' && externalId != null) {
      const taken = await database.organization.findUnique({
        where: { workspaceId_externalId: { workspaceId, externalId } },
        select: { id: true },
      });
      if (taken) {
        throw new ExternalIdTaken('Another organisation has this external id.', {
          typename: 'Organization',
          id: taken.id,
        });
      }
    }
    throw error;
  }
}

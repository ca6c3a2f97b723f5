import type { Customer } from '@rapport/prisma';
import { ExternalIdTaken, NotFound, VersionConflict } from '../../kernel/problem.ts';
import { newId, type Identified } from '../../kernel/ids.ts';
import type { CommandContext } from '../../live/change.ts';
import type { Emit, EventScope } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal } from '../../platform/sql-state.ts';
import { andScopeSql, scopeWhere } from '../../graphql/visibility.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { customerColumns } from './customer-fields.ts';
import { customerRows } from './customer-scope.ts';
import { lockOwner, type LockedOwner, placeOfNew, teamOf } from './customer-team.ts';
import { customerCreated, customerUpdated } from './events.ts';
import { EmailTaken } from './problems.ts';
import { requireOrganization } from './workspace-references.ts';

type Columns = ReturnType<typeof customerColumns>;
type Ctx = Pick<CommandContext, 'viewer' | 'clock'>;

/** How a column is called in the API, where the two differ. */
const FIELD_OF: Readonly<Record<string, string>> = {
  ownerId: 'owner',
  teamId: 'team',
  organizationId: 'organization',
};

/** The columns by which feeds scope an event about a customer. */
export function customerScope(
  customer: Pick<Customer, 'id' | 'organizationId' | 'ownerId' | 'teamId'>,
): Partial<EventScope> {
  return {
    customerId: customer.id,
    organizationId: customer.organizationId,
    ownerId: customer.ownerId,
    teamId: customer.teamId,
  };
}

/** The e-mail addresses that the columns speak of. */
export function addressesOf(columns: Pick<Columns, 'email' | 'otherEmails'>): string[] {
  return [columns.email, ...(columns.otherEmails ?? [])].filter((address) => address != null);
}

/** Writes a new customer and tells of it; its owner is locked already, if one was named. */
export async function insertCustomer(
  tx: Transaction,
  emit: Emit,
  { viewer, clock }: Ctx,
  given: Columns & { name: string },
  owner: LockedOwner | null,
): Promise<Identified> {
  const { workspaceId } = viewer;
  const columns = placeOfNew(given, viewer);
  await requireOrganization(tx, workspaceId, columns.organizationId, 'organizationId');
  const owned = owner ?? (await lockOwner(tx, workspaceId, columns.ownerId));
  const teamId = await teamOf(tx, workspaceId, columns, owned, null);
  const now = clock();
  const id = newId(now.getTime());
  const customer = await tx.customer.create({
    data: { ...columns, teamId: teamId ?? null, id, workspaceId, createdAt: now, updatedAt: now },
    select: { id: true, organizationId: true, ownerId: true, teamId: true },
  });
  emit(customerCreated, { subjectId: id, scope: customerScope(customer), payload: {} });
  return { id };
}

/**
 * Locks a customer's row until the transaction ends, and reads it.
 *
 * @throws {NotFound} no such customer in the workspace, or none that the viewer sees
 * @throws {VersionConflict} it has changed since `seenVersion`
 */
export async function lockCustomer(
  tx: Transaction,
  { workspaceId, scope }: Viewer,
  id: string,
  seenVersion?: number | null,
): Promise<Customer> {
  await tx.$executeRaw`
    SELECT 1 FROM customers x
    WHERE x.workspace_id = ${workspaceId}::uuid AND x.id = ${id}::uuid ${andScopeSql(customerRows, scope, 'x')} FOR UPDATE`;
  const customer = await tx.customer.findUnique({
    where: { workspaceId_id: { workspaceId, id }, ...scopeWhere(customerRows, scope) },
  });
  if (!customer) throw new NotFound('There is no such customer.');
  if (seenVersion != null && seenVersion !== customer.version) {
    throw new VersionConflict('Somebody else changed this customer since you opened it.', {
      typename: 'Customer',
      id,
    });
  }
  return customer;
}

/** Writes what differs from the locked row and tells of it; nothing where nothing differs. */
export async function updateCustomerRow(
  tx: Transaction,
  emit: Emit,
  { viewer, clock }: Ctx,
  customer: Customer,
  given: Columns,
  owner: LockedOwner | null,
): Promise<Identified> {
  const teamId = await teamOf(tx, viewer.workspaceId, given, owner, customer);
  const columns = teamId === undefined ? given : { ...given, teamId };
  const changed = (Object.keys(columns) as (keyof Columns)[]).filter(
    (key) => JSON.stringify(columns[key]) !== JSON.stringify(customer[key]),
  );
  if (changed.length === 0) return customer;
  await requireOrganization(tx, viewer.workspaceId, columns.organizationId, 'organizationId');
  const updated = await tx.customer.update({
    where: { id: customer.id },
    data: { ...columns, version: { increment: 1 }, updatedAt: clock() },
    select: { id: true, organizationId: true, ownerId: true, teamId: true },
  });
  const before = {
    ...(changed.includes('organizationId') ? { organizationId: customer.organizationId } : {}),
    ...(changed.includes('ownerId') ? { ownerId: customer.ownerId } : {}),
    ...(changed.includes('teamId') ? { teamId: customer.teamId } : {}),
  };
  emit(customerUpdated, {
    subjectId: customer.id,
    scope: customerScope(updated),
    ...(Object.keys(before).length > 0 ? { before } : {}),
    changedFields: changed.map((key) => FIELD_OF[key] ?? key),
    payload: {},
  });
  return updated;
}

/** Runs a command and says in words what a unique index refused. */
export async function namingTakenCustomer<T>(
  { database, viewer: { workspaceId } }: CommandContext,
  columns: Pick<Columns, 'externalId'>,
  addresses: () => readonly string[],
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const constraint = databaseRefusal(error)?.constraint;
    if (constraint === 'customer_emails_pkey') {
      const [taken] = await database.$queryRaw<{ customer_id: string }[]>`
        SELECT e.customer_id FROM unnest(${[...addresses()]}::text[]) address
        JOIN customer_emails e ON e.workspace_id = ${workspaceId}::uuid AND e.email = fold_email(address) LIMIT 1`;
      if (taken) throw new EmailTaken(taken.customer_id);
    }
    if (constraint === 'customers_workspace_id_external_id_key' && columns.externalId != null) {
      const taken = await database.customer.findUnique({
        where: { workspaceId_externalId: { workspaceId, externalId: columns.externalId } },
        select: { id: true },
      });
      if (taken)
        throw new ExternalIdTaken('Another customer has this external id.', {
          typename: 'Customer',
          id: taken.id,
        });
    }
    throw error;
  }
}

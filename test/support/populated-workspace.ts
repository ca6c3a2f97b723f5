import { aCustomer, anOrganization } from '../../server/testing/factories/customers.ts';
import { anExport } from '../../server/testing/factories/exports.ts';
import { aTeam } from '../../server/testing/factories/identity.ts';
import { anInteraction } from '../../server/testing/factories/interactions.ts';
import { moveUser } from '../../server/src/domains/customers/move-user.ts';
import { exportCancel } from '../../server/src/domains/exports/export-cancel.ts';
import { inviteUser } from '../../server/src/domains/identity/invite-user.ts';
import { viewerOf } from '../../server/testing/viewer.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import type { TestServer } from './server.ts';
import type { TestWorkspace } from './workspace.ts';

/** A workspace with one object of each kind, and who asks in it. */
export interface PopulatedWorkspace {
  readonly token: string;
  /** Keys by GraphQL type. */
  readonly keys: Readonly<Record<string, string>>;
  /** Global ids by GraphQL type. */
  readonly ids: Readonly<Record<string, string>>;
  /** The organisation below `ids.Organization`. */
  readonly branchId: string;
  readonly email: string;
  readonly externalId: string;
}

/**
 * Fills a workspace with a customer of an organisation between two others, an owner, a call, and a
 * team's lead. The first team of a workspace has the asker in it.
 */
export async function populate(
  { services }: TestServer,
  workspace: TestWorkspace,
  name: string,
): Promise<PopulatedWorkspace> {
  const token = await workspace.token();
  const { database } = services;
  const session = await database.session.findFirstOrThrow({
    where: { workspaceId: workspace.id },
    orderBy: { createdAt: 'desc' },
  });
  const { userId } = session;
  const ctx = { ...services, source: 'test', viewer: viewerOf(workspace.id, userId, 'OWNER') };
  const email = `${name}@customers.example`;
  const externalId = `external ${name}`;
  const parentId = await anOrganization(ctx, { name: `${name} holding` });
  const organizationId = await anOrganization(ctx, { name: `${name} firm`, parentId, externalId });
  const branchId = await anOrganization(ctx, { name: `${name} branch`, parentId: organizationId });
  await aCustomer(ctx, { name: `${name} stranger` });
  const customerId = await aCustomer(ctx, {
    name,
    organizationId,
    email,
    externalId,
    ownerId: userId,
  });
  const teamId = await aTeam(ctx, `${name} team`);
  const asker = await database.membership.findFirstOrThrow({ where: { userId } });
  if (asker.teamId === null) await moveUser(ctx, { userId, teamId });
  const invitation = await inviteUser(ctx, {
    email: `invited ${name}@x.example`.replaceAll(' ', '.'),
    role: 'AGENT',
  });
  const savedFeed = await database.savedFeed.findFirstOrThrow({
    where: { workspaceId: workspace.id, userId },
  });
  // Cancelled, so that it stays as it is and leaves room for others.
  const exported = await anExport(ctx);
  await exportCancel(ctx, exported);
  const interactionId = await anInteraction(ctx, { customerId, agentId: userId });
  const pooledId = await aCustomer(ctx, {
    name: `${name} lead`,
    organizationId,
    teamId,
  });
  await anInteraction(ctx, { customerId: pooledId, agentId: null });
  const keys = {
    Customer: customerId,
    Organization: organizationId,
    Interaction: interactionId,
    SavedFeed: savedFeed.id,
    Export: exported.id,
    Invitation: invitation.id,
    Team: teamId,
    User: userId,
    UserSession: session.id,
    Workspace: workspace.id,
  };
  const ids = Object.fromEntries(
    Object.entries(keys).map(([type, key]) => [type, globalId(type, key)]),
  );
  return {
    token,
    keys,
    ids,
    branchId: globalId('Organization', branchId),
    email,
    externalId,
  };
}

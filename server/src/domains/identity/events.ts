import { z } from 'zod';
import { defineEvent } from '../../kernel/event.ts';
import { fieldMasks } from '../../kernel/field-mask.ts';
import { roles } from '../../kernel/permission.ts';
import { customerScopes } from '../../kernel/row-scope.ts';

const nothing = z.object({});

/** A workspace began. */
export const workspaceCreated = defineEvent({
  name: 'workspace.created',
  subjectType: 'Workspace',
  permission: 'workspace:read',
  payload: nothing,
});

/** What a role sees changed, for everybody who has it. */
export const rolePolicyChanged = defineEvent({
  name: 'role-policy.changed',
  subjectType: 'Workspace',
  permission: 'workspace:read',
  payload: z.object({
    ofRole: z.enum(roles),
    customerScope: z.enum(customerScopes),
    masks: z.array(z.enum(fieldMasks)),
  }),
  changesAccessOf: 'ROLE',
});

/** A user became a member of the workspace. */
export const userCreated = defineEvent({
  name: 'user.created',
  subjectType: 'User',
  permission: 'users:read',
  payload: z.object({ role: z.enum(roles) }),
});

/** A user may do something else from now on. */
export const roleChanged = defineEvent({
  name: 'user.role-changed',
  subjectType: 'User',
  permission: 'users:read',
  payload: z.object({ fromRole: z.enum(roles), toRole: z.enum(roles) }),
  changesAccessOf: 'SUBJECT',
});

/** A user came into a team, or left one; the owned customers went along, each with an event of its own. */
export const teamChanged = defineEvent({
  name: 'user.team-changed',
  subjectType: 'User',
  permission: 'users:read',
  payload: z.object({ fromTeamId: z.string().nullable(), toTeamId: z.string().nullable() }),
  changesAccessOf: 'SUBJECT',
});

/** A user sees other customers than the role says, or again those that it says: null. */
export const customerScopeChanged = defineEvent({
  name: 'user.scope-changed',
  subjectType: 'User',
  permission: 'users:read',
  payload: z.object({ customerScope: z.enum(customerScopes).nullable() }),
  changesAccessOf: 'SUBJECT',
});

/** A user can no longer come in; all sessions ended with it. */
export const userSuspended = defineEvent({
  name: 'user.suspended',
  subjectType: 'User',
  permission: 'users:read',
  payload: nothing,
  changesAccessOf: 'SUBJECT',
});

/** A suspended user may come in again. */
export const userRestored = defineEvent({
  name: 'user.restored',
  subjectType: 'User',
  permission: 'users:read',
  payload: nothing,
  changesAccessOf: 'SUBJECT',
});

const teamEvent = (name: string) =>
  defineEvent({ name, subjectType: 'Team', permission: 'users:read', payload: nothing });

/** A team began. */
export const teamCreated = teamEvent('team.created');
/** A team is called otherwise. */
export const teamRenamed = teamEvent('team.renamed');
/** A team was put away; it had neither members nor customers. */
export const teamArchived = teamEvent('team.archived');
/** An archived team came back. */
export const teamRestored = teamEvent('team.restored');

const invitationEvent = (name: string) =>
  defineEvent({ name, subjectType: 'Invitation', permission: 'users:write', payload: nothing });

/** Somebody was invited. */
export const invitationCreated = invitationEvent('invitation.created');
/** An invitation was withdrawn, or another took its place. */
export const invitationRevoked = invitationEvent('invitation.revoked');
/** The invited joined; `user.created` tells of them. */
export const invitationAccepted = invitationEvent('invitation.accepted');

/** A user chose another password; all of the user's other sessions ended with it. */
export const passwordChanged = defineEvent({
  name: 'user.password-changed',
  subjectType: 'User',
  permission: 'users:write',
  payload: z.object({ keptSessionId: z.string().nullable() }),
});

/** Somebody signed in, or a token was made. */
export const sessionStarted = defineEvent({
  name: 'session.started',
  subjectType: 'UserSession',
  permission: 'users:write',
  payload: z.object({ userId: z.string() }),
});

/** A session ended before its time. Its sockets are closed as soon as a process reads this. */
export const sessionEnded = defineEvent({
  name: 'session.ended',
  subjectType: 'UserSession',
  permission: 'users:write',
  payload: z.object({ userId: z.string() }),
});

import { z } from 'zod';
import { defineEvent } from '../../kernel/event.ts';
import { roles } from '../../kernel/permission.ts';

/** A workspace began. */
export const workspaceCreated = defineEvent({
  name: 'workspace.created',
  subjectType: 'Workspace',
  permission: 'workspace:read',
  payload: z.object({}),
});

/** A user became a member of the workspace. */
export const userCreated = defineEvent({
  name: 'user.created',
  subjectType: 'User',
  permission: 'users:read',
  payload: z.object({ role: z.enum(roles) }),
});

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

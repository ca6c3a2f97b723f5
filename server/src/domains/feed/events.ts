import { z } from 'zod';
import { defineEvent } from '../../kernel/event.ts';

/** The installation tried its own feed. In no workspace and in no feed: what is tried is the way, not what comes of it. */
export const probeSent = defineEvent({
  name: 'probe.sent',
  subjectType: 'Workspace',
  permission: null,
  payload: z.object({}),
});

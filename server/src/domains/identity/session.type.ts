import { builder } from '../../graphql/builder.ts';
import type { SignedIn } from '../../graphql/context.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { Viewer } from './viewer.type.ts';

/** `Session`: what signing in answers with. */
export const Session = builder.objectRef<SignedIn>('Session').implement({
  description: 'A session just begun.',
  fields: (t) => ({
    token: t.exposeString('token', {
      description:
        'The access token: `Authorization: Bearer …` over HTTP, `{ authorization: "Bearer …" }` in a socket\'s `connection_init`. Lasts 10 minutes; `POST /session` gives the next one.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the token ends.' }),
    viewer: t.field({
      type: Viewer,
      description: 'Who you are now.',
      resolve: ({ viewer }) => viewer,
    }),
  }),
});

const SessionKind = builder.enumType('SessionKind', {
  description: 'What holds a session.',
  values: {
    BROWSER: { description: 'Somebody who signed in with a password.' },
    TOKEN: { description: 'A script, with a token made for it.' },
  } as const,
});

/** `UserSession`: one of the viewer's own ways in. */
const UserSession = builder.prismaNode('Session', {
  name: 'UserSession',
  description: 'One of your open sessions: a browser you signed in with, or a script’s token.',
  id: { resolve: (session) => session.id, description: 'Global id.' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId, userId: viewer.userId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: SessionKind, description: 'Browser or script.' }),
    label: t.exposeString('label', {
      description: "The browser as it names itself, or the token's name.",
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      description: 'When it last took a new access token.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When it ends if it is not used.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended. Null: it is open.',
    }),
    isCurrent: t.boolean({
      description: 'Whether it is the one you are asking with.',
      resolve: ({ id }, _args, { viewer }) => id === viewer.sessionId,
    }),
  }),
});

nodeSource('UserSession', {
  permission: 'workspace:read',
  model: 'Session',
  isPersonal: true,
});

const MAX_SESSIONS = 100;

builder.objectField(Viewer, 'sessions', (t) =>
  t.prismaField({
    type: [UserSession],
    description: 'Your open sessions, the one used last first; at most 100.',
    resolve: (query, viewer, _args, { database, clock }) =>
      database.session.findMany({
        ...query,
        where: {
          workspaceId: viewer.workspaceId,
          userId: viewer.userId,
          endedAt: null,
          expiresAt: { gt: clock() },
        },
        orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
        take: MAX_SESSIONS,
      }),
  }),
);

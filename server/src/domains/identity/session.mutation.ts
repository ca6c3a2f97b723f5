import { builder } from '../../graphql/builder.ts';
import { keyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, orProblem } from '../../graphql/mutation.ts';
import { Refused } from '../../graphql/problem.type.ts';
import { endSession } from './end-session.ts';
import { InvalidCredentials, TooManyAttempts, UserSuspended } from './problems.ts';
import { Session } from './session.type.ts';

const SignInInput = builder.inputType('SignInInput', {
  description: 'Who you are, and the proof.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'Your address; case does not matter.' }),
    password: t.string({ required: true, description: 'Your password.' }),
  }),
});

const SignInResult = builder.unionType('SignInResult', {
  description: 'A session, or why there is none.',
  types: [Session, InvalidCredentials.name, TooManyAttempts.name, UserSuspended.name] as never,
  resolveType: (value: unknown) =>
    (value instanceof Refused ? value.problem.name : 'Session') as never,
});

builder.mutationField('signIn', (t) =>
  t.field({
    type: SignInResult,
    description:
      'Begins a session. Also sets an httpOnly cookie that only `POST /session` reads. Wrong passwords are counted: 10 per address and 100 per place in 15 minutes. Emits `session.started`.',
    args: {
      input: t.arg({ type: SignInInput, required: true, description: 'Address and password.' }),
    },
    resolve: (_root, { input }, { authentication, asking }) =>
      orProblem(async () => {
        const signedIn = await authentication.signIn({ ...input, caller: asking.caller });
        asking.setRefreshCookie?.(signedIn.refresh);
        asking.viewer = signedIn.viewer;
        return signedIn;
      }) as never,
  }),
);

builder.mutationField('signOut', (t) =>
  t.boolean({
    description:
      'Ends the session you are asking with: its token, its cookie and its sockets. True, also when it had ended. Emits `session.ended`.',
    resolve: async (_root, _args, ctx) => {
      const { sessionId } = ctx.viewer;
      if (sessionId) await endSession(ctx, { sessionId });
      ctx.asking.setRefreshCookie?.(null);
      return true;
    },
  }),
);

commandMutation({
  name: 'endSession',
  description:
    'Ends one of your sessions, wherever it is; its sockets close within a second. Emits `session.ended`.',
  input: mutationInput('EndSessionInput', 'Which session.', (t) => ({
    sessionId: t.id({ required: true, description: 'From `viewer { sessions { id } }`.' }),
  })),
  success: 'UserSession',
  run: (ctx, { sessionId, idempotencyKey }) =>
    endSession(ctx, {
      sessionId: keyOf('UserSession', sessionId),
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});

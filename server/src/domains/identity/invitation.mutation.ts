import { builder } from '../../graphql/builder.ts';
import { keyOf, optionalKeyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, orProblem, resultUnion } from '../../graphql/mutation.ts';
import { loadNode } from '../../graphql/node.ts';
import { Refused } from '../../graphql/problem.type.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import { type IssuedInvitation as IssuedInvitationShape, inviteUser } from './invite-user.ts';
import {
  InvalidCredentials,
  InvitationNotOpen,
  TooManyAttempts,
  UserExists,
  UserSuspended,
} from './problems.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { Role } from './role.type.ts';
import { Session } from './session.type.ts';

const IssuedInvitation = builder.objectRef<IssuedInvitationShape>('IssuedInvitation').implement({
  description: 'An invitation just made, with the secret that lets its holder in.',
  fields: (t) => ({
    invitation: t.field({
      type: 'Invitation' as never,
      description: 'The invitation.',
      resolve: async ({ id }, _args, ctx, info) =>
        (await loadNode(ctx, info, 'Invitation', id)) as never,
    }),
    secret: t.exposeString('secret', {
      nullable: true,
      description:
        'What `acceptInvitation` takes; our own client takes it at `/invitation/<secret>`. Shown this once and sent to nobody: hand it over yourself. Null: the call repeats one that worked.',
    }),
  }),
});

const InviteUserInput = mutationInput('InviteUserInput', 'Who is to join, and as what.', (t) => ({
  email: t.string({
    required: true,
    description: 'What they are going to sign in with. At most 320 characters.',
  }),
  role: t.field({ type: Role, required: true, description: 'Only an owner invites owners.' }),
  teamId: t.id({ description: 'The team they will be in. Null or absent: none.' }),
}));

builder.mutationField('inviteUser', (t) =>
  t.field({
    type: resultUnion('InviteUser', IssuedInvitation.name, [UserExists]),
    description:
      'Offers somebody a place in the workspace for 7 days; an open invitation to the address is withdrawn. No mail is sent. Needs `USERS_WRITE`. Emits `invitation.created`, and `invitation.revoked` for the one withdrawn.',
    args: {
      input: t.arg({
        type: InviteUserInput,
        required: true,
        description: 'What to do, and the key to repeat it by.',
      }),
    },
    resolve: (_root, { input }, ctx) =>
      orProblem(() =>
        inviteUser(ctx, {
          email: input.email,
          role: input.role,
          teamId: optionalKeyOf('Team', input.teamId),
          idempotencyKey: input.idempotencyKey ?? undefined,
        }),
      ) as never,
  }),
);

commandMutation({
  name: 'revokeInvitation',
  description:
    'Withdraws an invitation: its link brings nobody in. Needs `USERS_WRITE`. Emits `invitation.revoked`.',
  input: mutationInput('RevokeInvitationInput', 'Which invitation.', (t) => ({
    id: t.id({ required: true, description: 'Which invitation.' }),
  })),
  success: 'Invitation',
  problems: [InvitationNotOpen],
  run: (ctx, { id, idempotencyKey }) =>
    revokeInvitation(ctx, {
      id: keyOf('Invitation', id),
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});

const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  description: 'The invitation, and who you are.',
  fields: (t) => ({
    invitation: t.string({ required: true, description: 'The secret of the invitation’s link.' }),
    name: t.string({
      required: true,
      description:
        'Your full name, 1–200 characters. Not looked at where the address signs in to another workspace already.',
    }),
    password: t.string({
      required: true,
      description:
        'The password you choose, 8–200 characters; the one you have, where the address signs in to another workspace already.',
    }),
  }),
});

const AcceptInvitationResult = builder.unionType('AcceptInvitationResult', {
  description: 'A session, or why there is none.',
  types: [
    Session,
    InvalidCredentials.name,
    InvalidInput.name,
    InvitationNotOpen.name,
    TooManyAttempts.name,
    UserExists.name,
    UserSuspended.name,
  ] as never,
  resolveType: (value: unknown) =>
    (value instanceof Refused ? value.problem.name : 'Session') as never,
});

builder.mutationField('acceptInvitation', (t) =>
  t.field({
    type: AcceptInvitationResult,
    description:
      'Joins the workspace that invited you, and begins a session as `signIn` does. Needs no token. Attempts are counted as those of `signIn` are. Emits `invitation.accepted`, `user.created` and `session.started`.',
    args: {
      input: t.arg({
        type: AcceptInvitationInput,
        required: true,
        description: 'The secret, a name and a password.',
      }),
    },
    resolve: (_root, { input }, { authentication, asking }) =>
      orProblem(async () => {
        const signedIn = await authentication.acceptInvitation({ ...input, caller: asking.caller });
        asking.setRefreshCookie?.(signedIn.refresh);
        asking.viewer = signedIn.viewer;
        return signedIn;
      }) as never,
  }),
);

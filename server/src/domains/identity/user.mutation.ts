import { optionalKeyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput } from '../../graphql/mutation.ts';
import { changePassword } from './change-password.ts';
import { createUser } from './create-user.ts';
import { CurrentPasswordWrong, UserExists } from './problems.ts';
import { Role } from './role.type.ts';

commandMutation({
  name: 'createUser',
  description: 'Adds somebody to the workspace. Needs `USERS_WRITE`. Emits `user.created`.',
  input: mutationInput('CreateUserInput', 'Somebody who is to work in the workspace.', (t) => ({
    email: t.string({
      required: true,
      description: 'What they will sign in with. At most 320 characters.',
    }),
    name: t.string({ required: true, description: 'Full name, 1–200 characters.' }),
    password: t.string({ required: true, description: 'Their first password, 8–200 characters.' }),
    role: t.field({
      type: Role,
      required: true,
      description: 'Only an owner may make another owner.',
    }),
    teamId: t.id({ description: 'The team they will be in. Null or absent: none.' }),
  })),
  success: 'User',
  problems: [UserExists],
  run: (ctx, input) =>
    createUser(ctx, {
      ...input,
      teamId: optionalKeyOf('Team', input.teamId),
      idempotencyKey: input.idempotencyKey ?? undefined,
    }),
});

commandMutation({
  name: 'changePassword',
  description:
    'Gives you another password and ends all your other sessions and tokens. Emits `user.password-changed` and `session.ended`.',
  input: mutationInput('ChangePasswordInput', 'The old password and the new one.', (t) => ({
    currentPassword: t.string({ required: true, description: 'The one in force.' }),
    newPassword: t.string({
      required: true,
      description: 'The one from now on, 8–200 characters.',
    }),
  })),
  success: 'User',
  problems: [CurrentPasswordWrong],
  run: (ctx, input) =>
    changePassword(ctx, { ...input, idempotencyKey: input.idempotencyKey ?? undefined }),
});

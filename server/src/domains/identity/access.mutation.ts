import { keyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, seenVersionDescription } from '../../graphql/mutation.ts';
import { VersionConflict } from '../../kernel/problem.ts';
import { changeCustomerScope } from './change-customer-scope.ts';
import { changeRole } from './change-role.ts';
import { changeRolePolicy } from './change-role-policy.ts';
import { CustomerScope, FieldMask } from './customer-scope.type.ts';
import { LastOwner } from './problems.ts';
import { restoreUser } from './restore-user.ts';
import { Role } from './role.type.ts';
import { suspendUser } from './suspend-user.ts';

const feedsEnd =
  'Feeds of the user end with a gap, `ACCESS_CHANGED`, and go on with the new access.';

/** The reference to a user with its key, as commands take it. */
const decoded = <
  Input extends { id: string | number; idempotencyKey?: string | null | undefined },
>({
  id,
  ...input
}: Input) => ({
  ...input,
  userId: keyOf('User', String(id)),
  idempotencyKey: input.idempotencyKey ?? undefined,
});

commandMutation({
  name: 'changeRole',
  description: `Gives another user another role. Needs \`USERS_WRITE\`; only an owner makes and unmakes owners. Emits \`user.role-changed\`. ${feedsEnd}`,
  input: mutationInput('ChangeRoleInput', 'Who becomes what.', (t) => ({
    id: t.id({ required: true, description: 'Who; not yourself.' }),
    role: t.field({ type: Role, required: true, description: 'What they may do from now on.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'User',
  problems: [LastOwner, VersionConflict],
  run: (ctx, input) => changeRole(ctx, decoded(input)),
});

commandMutation({
  name: 'changeCustomerScope',
  description: `Lets one user see other customers than the role says. Needs \`USERS_WRITE\`. Emits \`user.scope-changed\`. ${feedsEnd}`,
  input: mutationInput('ChangeCustomerScopeInput', 'Who sees what.', (t) => ({
    id: t.id({ required: true, description: 'Who; neither an owner nor an admin.' }),
    customerScope: t.field({
      type: CustomerScope,
      description: 'Which customers they see. Null or absent: as the role.',
    }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'User',
  problems: [VersionConflict],
  run: (ctx, input) =>
    changeCustomerScope(ctx, { ...decoded(input), customerScope: input.customerScope ?? null }),
});

commandMutation({
  name: 'suspendUser',
  description:
    'Shuts a user out until restored: all sessions and tokens end, sockets within a second. What they own stays theirs. Needs `USERS_WRITE`; only an owner suspends owners. Emits `user.suspended`, and `session.ended` for each session.',
  input: mutationInput('SuspendUserInput', 'Who is shut out.', (t) => ({
    id: t.id({ required: true, description: 'Who; not yourself.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'User',
  problems: [LastOwner, VersionConflict],
  run: (ctx, input) => suspendUser(ctx, decoded(input)),
});

commandMutation({
  name: 'restoreUser',
  description:
    'Lets a suspended user sign in again, with the role, team and customers of before. Needs `USERS_WRITE`; only an owner restores owners. Emits `user.restored`.',
  input: mutationInput('RestoreUserInput', 'Who comes back.', (t) => ({
    id: t.id({ required: true, description: 'Who.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'User',
  problems: [VersionConflict],
  run: (ctx, input) => restoreUser(ctx, decoded(input)),
});

commandMutation({
  name: 'changeRolePolicy',
  description:
    'Says which customers a role sees, and what is hidden from it. Needs `WORKSPACE_WRITE`. Emits `role-policy.changed`; feeds of everybody with the role end with a gap, `ACCESS_CHANGED`.',
  input: mutationInput('ChangeRolePolicyInput', 'What a role sees from now on.', (t) => ({
    role: t.field({
      type: Role,
      required: true,
      description: 'Whose policy; owners and admins always see everything.',
    }),
    customerScope: t.field({
      type: CustomerScope,
      description: 'Which customers they see. Null or absent: as it is.',
    }),
    masks: t.field({
      type: [FieldMask],
      description: 'All that is hidden from them. Null or absent: as it is.',
    }),
    seenVersion: t.int({
      description:
        'The `RolePolicy.version` you last saw; see the other mutations. Absent: change it whatever it is.',
    }),
  })),
  success: 'Workspace',
  problems: [VersionConflict],
  run: (ctx, input) =>
    changeRolePolicy(ctx, { ...input, idempotencyKey: input.idempotencyKey ?? undefined }),
});

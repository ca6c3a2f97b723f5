import { keyOf, optionalKeyOf } from '../../graphql/global-id.ts';
import { commandMutation, mutationInput, seenVersionDescription } from '../../graphql/mutation.ts';
import { VersionConflict } from '../../kernel/problem.ts';
import { moveUser } from './move-user.ts';

commandMutation({
  name: 'moveUser',
  description:
    'Moves a user to another team, or out of any; the customers they own go along. Needs `USERS_WRITE`. Emits `user.team-changed`, and `customer.updated` for each customer. Feeds of the user end with a gap, `ACCESS_CHANGED`.',
  input: mutationInput('MoveUserInput', 'Who moves where.', (t) => ({
    id: t.id({ required: true, description: 'Who.' }),
    teamId: t.id({ description: 'To which team. Null or absent: out of any.' }),
    seenVersion: t.int({ description: seenVersionDescription }),
  })),
  success: 'User',
  problems: [VersionConflict],
  run: (ctx, { id, teamId, seenVersion, idempotencyKey }) =>
    moveUser(ctx, {
      userId: keyOf('User', id),
      teamId: optionalKeyOf('Team', teamId) ?? null,
      seenVersion,
      idempotencyKey: idempotencyKey ?? undefined,
    }),
});

import { afterAll, describe, expect, test } from 'vitest';
import { aTeam, aUser } from '../../../testing/factories/identity.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { archiveTeam } from './archive-team.ts';
import { openAuthentication } from './authentication.ts';
import { changeRole } from './change-role.ts';
import { inviteUser, type InviteUserInput } from './invite-user.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { suspendUser } from './suspend-user.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const owner = ours.as('OWNER');
const admin = ours.as('ADMIN');
const DAY_MS = 86_400_000;
const caller = { address: '192.0.2.7', userAgent: 'Test/1.0' };
const open = () =>
  openAuthentication({
    database,
    attemptPool: world.logPool,
    clock: () => world.now,
    sessionSecret: 'a secret of the tests, long enough',
    wakeSequencer() {},
  });
const authentication = open();
let people = 0;

const invite = (input: Partial<InviteUserInput> = {}, ctx = admin) =>
  inviteUser(ctx, { email: `invited${people++}@example.com`, role: 'AGENT', ...input });
const accept = (secret: string | null, password = 'chosen by them', name = 'Iris') =>
  authentication.acceptInvitation({ invitation: secret!, name, password, caller });

describe('inviting somebody', () => {
  test('the secret is shown once, and only its hash is kept', async () => {
    const email = 'iris@example.com';
    const input = { email: ' Iris@Example.com', role: 'AGENT', idempotencyKey: 'invite' } as const;

    const first = await inviteUser(admin, input);
    const repeated = await inviteUser(admin, input);

    expect(first.secret).toMatch(/^[\w-]{43}$/);
    expect(repeated).toEqual({ id: first.id, secret: null });
    const stored = await database.invitation.findUniqueOrThrow({ where: { id: first.id } });
    expect(stored).toMatchObject({ email, invitedById: ours.members.ADMIN });
    expect(Buffer.from(stored.secretHash).toString('base64url')).not.toContain(first.secret);
    expect(stored.expiresAt.getTime() - world.now.getTime()).toBe(7 * DAY_MS);
    expect(await ours.namesAbout(first.id)).toEqual(['invitation.created']);
  });

  test('inviting again withdraws the one before', async () => {
    const email = 'again@example.com';
    const first = await invite({ email });

    const second = await invite({ email });

    expect(await ours.namesAbout(first.id)).toEqual(['invitation.created', 'invitation.revoked']);
    expect((await refusalOf(accept(first.secret))).code).toBe('INVITATION_NOT_OPEN');
    await expect(accept(second.secret)).resolves.toBeDefined();
  });

  test('whoever may not, an owner’s role, a member, and a team elsewhere are refused', async () => {
    const email = 'member@example.com';
    await aUser(owner, { email });

    const refusals = await Promise.all([
      refusalOf(invite({}, ours.as('MANAGER'))),
      refusalOf(invite({ role: 'OWNER' })),
      refusalOf(invite({ email })),
      refusalOf(invite({ teamId: await aTeam(theirs.as('OWNER')) })),
      refusalOf(invite({ email: 'no address' })),
    ]);

    expect(refusals.map(({ code }) => code)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
      'USER_EXISTS',
      'NOT_FOUND',
      'INVALID_INPUT',
    ]);
  });
});

describe('accepting', () => {
  test('one is in at once, as what one was invited to be', async () => {
    const teamId = await aTeam(admin);
    const email = 'new@example.com';
    const { id, secret } = await invite({ email, role: 'MANAGER', teamId });

    const { token, viewer } = await accept(secret);

    expect(await authentication.viewerOf(token)).toMatchObject({
      workspaceId: ours.id,
      role: 'MANAGER',
      teamId,
    });
    expect(await ours.namesAbout(viewer.userId)).toEqual(['user.created']);
    expect(await ours.namesAbout(id)).toEqual(['invitation.created', 'invitation.accepted']);
    const again = authentication.signIn({ email, password: 'chosen by them', caller });
    expect((await again).viewer.userId).toBe(viewer.userId);
  });

  test('it lets one in, and only one', async () => {
    const { secret } = await invite();

    const results = await Promise.allSettled([accept(secret), accept(secret), accept(secret)]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await refusalOf(accept(secret))).code).toBe('INVITATION_NOT_OPEN');
  });

  test('not after seven days, once withdrawn, or with a secret that never was', async () => {
    const late = await invite();
    const withdrawn = await invite();
    await revokeInvitation(admin, { id: withdrawn.id });
    const before = world.now;

    world.now = new Date(before.getTime() + 7 * DAY_MS);
    const refusals = [await refusalOf(accept(late.secret))];
    world.now = before;
    refusals.push(await refusalOf(accept(withdrawn.secret)), await refusalOf(accept('x')));

    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['INVITATION_NOT_OPEN']));
    expect(new Set(refusals.map(({ message }) => message)).size).toBe(1);
  });

  test('it is worth what its inviter may do by then', async () => {
    const bySuspended = await aUser(owner, { role: 'ADMIN' });
    const byDemoted = await aUser(owner, { role: 'ADMIN' });
    const as = (userId: string) => ({ ...admin, viewer: { ...admin.viewer, userId } });
    const invitations = [await invite({}, as(bySuspended)), await invite({}, as(byDemoted))];

    await suspendUser(owner, { userId: bySuspended });
    await changeRole(owner, { userId: byDemoted, role: 'MANAGER' });

    for (const { secret } of invitations)
      expect((await refusalOf(accept(secret))).code).toBe('INVITATION_NOT_OPEN');
  });

  test('a bad name or password leaves the invitation open', async () => {
    const { secret } = await invite();

    expect(await refusalOf(accept(secret, 'short'))).toMatchObject({ path: ['password'] });
    expect(await refusalOf(accept(secret, undefined, ' '))).toMatchObject({ path: ['name'] });
    await expect(accept(secret)).resolves.toBeDefined();
  });

  test('a team that was put away meanwhile is left out', async () => {
    const teamId = await aTeam(admin);
    const { secret } = await invite({ teamId });
    await archiveTeam(admin, { id: teamId });

    expect((await accept(secret)).viewer.teamId).toBeNull();
  });

  test('somebody of another workspace joins with the password they have', async () => {
    const email = 'both@example.com';
    const userId = await aUser(theirs.as('OWNER'), { email, password: 'the one I have' });
    const { secret } = await invite({ email });

    const wrong = await refusalOf(accept(secret, 'another one'));
    const { viewer } = await accept(secret, 'the one I have', 'Other name');

    expect(wrong.code).toBe('INVALID_CREDENTIALS');
    expect(viewer).toMatchObject({ userId, workspaceId: ours.id });
    const person = await database.user.findUniqueOrThrow({ where: { id: userId } });
    expect(person.name).toBe('Deniz');
  });

  test('guessing is counted per place, and a known address’s password like a sign-in', async () => {
    const email = 'guessed@example.com';
    await aUser(theirs.as('OWNER'), { email });
    const { secret } = await invite({ email });
    const counting = open();
    const guess = (invitation: string, address: string) =>
      refusalOf(
        counting.acceptInvitation({
          invitation,
          name: 'Guess',
          password: 'not the password',
          caller: { ...caller, address },
        }),
      );
    const codes = async (invitation: string, count: number, address: string) => {
      const seen: string[] = [];
      for (let n = 0; n < count; n++) seen.push((await guess(invitation, address)).code);
      return seen;
    };

    const secrets = await codes('nonsense', 101, '192.0.2.8');
    const passwords = await codes(secret!, 11, '192.0.2.9');

    expect([secrets.at(-2), secrets.at(-1)]).toEqual(['INVITATION_NOT_OPEN', 'TOO_MANY_ATTEMPTS']);
    expect([passwords.at(-2), passwords.at(-1)]).toEqual([
      'INVALID_CREDENTIALS',
      'TOO_MANY_ATTEMPTS',
    ]);
  });
});

describe('withdrawing', () => {
  test('has one effect, however often', async () => {
    const { id } = await invite();
    const input = { id, idempotencyKey: 'withdraw' };

    await revokeInvitation(admin, input);
    await revokeInvitation(admin, input);
    await revokeInvitation(admin, { id });

    expect(await ours.namesAbout(id)).toEqual(['invitation.created', 'invitation.revoked']);
  });

  test('not by those who may not, not elsewhere, not once accepted', async () => {
    const { id, secret } = await invite();

    const refusals = [
      await refusalOf(revokeInvitation(ours.as('MANAGER'), { id })),
      await refusalOf(revokeInvitation(theirs.as('OWNER'), { id })),
    ];
    await accept(secret);
    refusals.push(await refusalOf(revokeInvitation(admin, { id })));

    expect(refusals.map(({ code }) => code)).toEqual([
      'FORBIDDEN',
      'NOT_FOUND',
      'INVITATION_NOT_OPEN',
    ]);
  });
});

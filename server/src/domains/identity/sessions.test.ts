import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces, type TestWorkspace } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { openAuthentication } from './authentication.ts';
import { changePassword } from './change-password.ts';
import { createToken } from './create-token.ts';
import { createUser } from './create-user.ts';
import { endSession } from './end-session.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const PASSWORD = 'the first password';
const DAY_MS = 86_400_000;
const authentication = openAuthentication({
  database,
  attemptPool: world.logPool,
  clock: () => world.now,
  sessionSecret: 'a secret of the tests, long enough',
  wakeSequencer() {},
});
const caller = { address: '192.0.2.1', userAgent: 'Test/1.0' };
let people = 0;

/** Somebody new who is signed in, and the context of the session. */
async function somebody(workspace: TestWorkspace = ours) {
  const email = `person${people++}@example.com`;
  const owner = workspace.as('OWNER');
  const { id } = await createUser(owner, { email, name: 'P', password: PASSWORD, role: 'AGENT' });
  const signIn = (password = PASSWORD) => authentication.signIn({ email, password, caller });
  const signedIn = await signIn();
  return { id, email, signIn, signedIn, ctx: { ...owner, viewer: signedIn.viewer } };
}

describe('signing in', () => {
  test('the token is of the user’s workspace and role, and ends after ten minutes', async () => {
    const { id, signedIn } = await somebody();

    expect(await authentication.viewerOf(signedIn.token)).toMatchObject({
      workspaceId: ours.id,
      userId: id,
      role: 'AGENT',
    });
    expect(signedIn.expiresAt.getTime() - world.now.getTime()).toBeLessThanOrEqual(10 * 60_000);
    expect(await ours.namesAbout(signedIn.viewer.sessionId!)).toEqual(['session.started']);
    const session = await database.session.findUniqueOrThrow({
      where: { id: signedIn.viewer.sessionId! },
    });
    expect(Buffer.from(session.secretHash).toString()).not.toContain(signedIn.refresh.secret);
  });

  test('the cookie brings the next token, and not for ever', async () => {
    const { signedIn } = await somebody();
    const before = world.now;

    world.now = new Date(before.getTime() + 11 * 60_000);
    const expired = await authentication.viewerOf(signedIn.token);
    const refreshed = await authentication.refresh(signedIn.refresh.secret);
    world.now = new Date(before.getTime() + 40 * DAY_MS);
    const muchLater = await authentication.refresh(signedIn.refresh.secret);
    world.now = before;

    expect(expired).toBeNull();
    expect(refreshed?.viewer.sessionId).toBe(signedIn.viewer.sessionId);
    expect(muchLater).toBeNull();
  });

  test.for(['', 'x', `${newId()}.x`, '.', "' OR 1=1"])(
    'the cookie %j brings nothing',
    async (cookie) => {
      expect(await authentication.refresh(cookie)).toBeNull();
    },
  );

  test('a wrong password is refused, and a right one after it is not', async () => {
    const { signIn } = await somebody();

    expect((await refusalOf(signIn('not the password'))).code).toBe('INVALID_CREDENTIALS');
    await expect(signIn()).resolves.toBeDefined();
  });
});

describe('ending a session', () => {
  test('its token and cookie mean nothing from then on, and one event tells of it', async () => {
    const { ctx, signedIn } = await somebody();
    const sessionId = signedIn.viewer.sessionId!;

    await endSession(ctx, { sessionId });
    await endSession(ctx, { sessionId });

    expect(await authentication.viewerOf(signedIn.token)).toBeNull();
    expect(await authentication.refresh(signedIn.refresh.secret)).toBeNull();
    expect(await ours.namesAbout(sessionId)).toEqual(['session.started', 'session.ended']);
  });

  test('a repeat with the same key answers the same', async () => {
    const { ctx, signedIn } = await somebody();
    const input = { sessionId: signedIn.viewer.sessionId!, idempotencyKey: 'end once' };

    expect(await endSession(ctx, input)).toEqual(await endSession(ctx, input));
  });

  test('a colleague’s, another workspace’s and an absent one are the same', async () => {
    const { ctx } = await somebody();
    const colleague = await somebody();
    const foreigner = await somebody(theirs);

    const refusals = await Promise.all(
      [colleague.signedIn.viewer.sessionId!, foreigner.signedIn.viewer.sessionId!, newId()].map(
        (sessionId) => refusalOf(endSession(ctx, { sessionId })),
      ),
    );

    expect(refusals.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    expect(new Set(refusals.map(({ message }) => message)).size).toBe(1);
    expect(await authentication.viewerOf(colleague.signedIn.token)).not.toBeNull();
  });
});

describe('changing the password', () => {
  test('all other sessions end, tokens too; this one stays', async () => {
    const { ctx, email, signIn, signedIn } = await somebody();
    const elsewhere = await signIn();
    const owner = ours.as('OWNER');
    const script = await createToken(owner, { email, name: 'script', lifetimeDays: 1 });

    await changePassword(ctx, { currentPassword: PASSWORD, newPassword: 'the second password' });

    expect(await authentication.viewerOf(signedIn.token)).not.toBeNull();
    expect(await authentication.viewerOf(elsewhere.token)).toBeNull();
    expect(await authentication.viewerOf(script.token)).toBeNull();
    expect((await refusalOf(signIn(PASSWORD))).code).toBe('INVALID_CREDENTIALS');
    await expect(signIn('the second password')).resolves.toBeDefined();
    expect(await ours.namesAbout(signedIn.viewer.userId)).toEqual([
      'user.created',
      'user.password-changed',
    ]);
  });

  test('a repeat with the same key works, though the password is another by then', async () => {
    const { ctx } = await somebody();
    const input = { currentPassword: PASSWORD, newPassword: 'repeated one', idempotencyKey: 'k' };

    await changePassword(ctx, input);

    await expect(changePassword(ctx, input)).resolves.toBeDefined();
    const other = await refusalOf(changePassword(ctx, { ...input, newPassword: 'another one' }));
    expect(other.code).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('a wrong present password and one that is too short are refused', async () => {
    const { ctx } = await somebody();

    const wrong = await refusalOf(
      changePassword(ctx, { currentPassword: 'not this', newPassword: 'long enough' }),
    );
    const short = await refusalOf(
      changePassword(ctx, { currentPassword: PASSWORD, newPassword: 'short' }),
    );

    expect(wrong).toMatchObject({ code: 'CURRENT_PASSWORD_WRONG', path: ['currentPassword'] });
    expect(short).toMatchObject({ code: 'INVALID_INPUT', path: ['newPassword'] });
  });

  test('neither password stands in the idempotency key’s row or in an event', async () => {
    const { ctx, id } = await somebody();
    await changePassword(ctx, {
      currentPassword: PASSWORD,
      newPassword: 'a password to look for',
      idempotencyKey: 'look',
    });

    const keys = await database.idempotencyKey.findMany({ where: { actorId: id } });
    const events = await ours.eventsAbout(id);
    const text = JSON.stringify({ keys, events }, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );

    expect(text).not.toContain('a password to look for');
    expect(text).not.toContain(PASSWORD);
    // Nor a hash by which it could be guessed quickly.
    const quick = JSON.stringify({
      currentPassword: PASSWORD,
      newPassword: 'a password to look for',
    });
    expect(Buffer.from(keys[0]!.inputHash)).not.toEqual(
      createHash('sha256').update(quick).digest(),
    );
  });
});

describe('a script’s token', () => {
  test('it has its user’s rights until it ends', async () => {
    const { email, id } = await somebody();
    const before = world.now;
    const { token } = await createToken(ours.as('OWNER'), { email, name: 's', lifetimeDays: 2 });

    const now = await authentication.viewerOf(token);
    world.now = new Date(before.getTime() + 2 * DAY_MS + 1);
    const later = await authentication.viewerOf(token);
    world.now = before;

    expect(now).toMatchObject({ userId: id, workspaceId: ours.id, role: 'AGENT' });
    expect(later).toBeNull();
  });

  test('for somebody of another workspace there is none', async () => {
    const foreigner = await somebody(theirs);
    const input = { email: foreigner.email, name: 's', lifetimeDays: 1 };

    expect((await refusalOf(createToken(ours.as('OWNER'), input))).code).toBe('NOT_FOUND');
  });
});

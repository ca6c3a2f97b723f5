import { afterAll, describe, expect, test } from 'vitest';
import { aCustomer } from '../../../testing/factories/customers.ts';
import { aUser } from '../../../testing/factories/identity.ts';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { openAuthentication } from './authentication.ts';
import { createToken } from './create-token.ts';
import { restoreUser } from './restore-user.ts';
import { suspendUser } from './suspend-user.ts';
import { systemViewer } from './system-viewer.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const owner = ours.as('OWNER');
const admin = ours.as('ADMIN');
const password = 'long enough';
const caller = { address: '192.0.2.1', userAgent: 'Test/1.0' };
const authentication = openAuthentication({
  database,
  attemptPool: world.logPool,
  clock: () => world.now,
  sessionSecret: 'a secret of the tests, long enough',
  wakeSequencer() {},
});
let people = 0;

/** Somebody with a browser session and a script's token. */
async function somebody() {
  const email = `somebody${people++}@example.com`;
  const userId = await aUser(owner, { email });
  const signIn = () => authentication.signIn({ email, password, caller });
  const browser = await signIn();
  const script = await createToken(owner, { email, name: 'script', lifetimeDays: 1 });
  return { userId, email, signIn, browser, script };
}

describe('suspending a user', () => {
  test('ends every way in, and tells of each', async () => {
    const { userId, signIn, browser, script } = await somebody();

    await suspendUser(admin, { userId, seenVersion: 1 });

    expect(await authentication.viewerOf(browser.token)).toBeNull();
    expect(await authentication.viewerOf(script.token)).toBeNull();
    expect(await authentication.refresh(browser.refresh.secret)).toBeNull();
    expect((await refusalOf(signIn())).code).toBe('USER_SUSPENDED');
    expect((await ours.eventsAbout(userId)).at(-1)).toMatchObject({
      name: 'user.suspended',
      changedFields: ['suspendedAt'],
      changesAccess: true,
    });
    expect((await ours.namesAbout(browser.viewer.sessionId!)).at(-1)).toBe('session.ended');
  });

  test('nobody gets a token for them, and a wrong password is not told of it', async () => {
    const { userId, email } = await somebody();
    await suspendUser(owner, { userId });

    const token = refusalOf(createToken(owner, { email, name: 'late', lifetimeDays: 1 }));
    const wrong = refusalOf(authentication.signIn({ email, password: 'not it at all', caller }));

    expect((await token).code).toBe('USER_SUSPENDED');
    expect((await wrong).code).toBe('INVALID_CREDENTIALS');
  });

  test('what they own stays theirs', async () => {
    const { userId } = await somebody();
    const id = await aCustomer(owner, { ownerId: userId });

    await suspendUser(owner, { userId });

    expect(await database.customer.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ownerId: userId,
    });
  });

  test('a repeat, with the same key or without one, has no second effect', async () => {
    const { userId } = await somebody();
    const input = { userId, idempotencyKey: `once ${userId}` };

    await suspendUser(owner, input);
    await suspendUser(owner, input);
    await suspendUser(owner, { userId });

    expect(await ours.namesAbout(userId)).toEqual(['user.created', 'user.suspended']);
  });

  test('whoever saw another version, may not, or means oneself is refused', async () => {
    const { userId } = await somebody();

    const refusals = await Promise.all([
      refusalOf(suspendUser(owner, { userId, seenVersion: 2 })),
      refusalOf(suspendUser(ours.as('MANAGER'), { userId })),
      refusalOf(suspendUser(admin, { userId: ours.members.ADMIN })),
      refusalOf(suspendUser(owner, { userId: theirs.members.AGENT })),
    ]);

    expect(refusals.map(({ code }) => code)).toEqual([
      'VERSION_CONFLICT',
      'FORBIDDEN',
      'FORBIDDEN',
      'NOT_FOUND',
    ]);
  });

  test('only an owner suspends an owner, and never the last', async () => {
    const userId = ours.members.OWNER;
    const system = { ...ours, viewer: systemViewer(ours.id) };

    expect((await refusalOf(suspendUser(admin, { userId }))).code).toBe('FORBIDDEN');
    expect((await refusalOf(suspendUser(system, { userId }))).code).toBe('LAST_OWNER');
  });

  test('a sign-in at the same moment brings nobody in for long', async () => {
    for (let round = 0; round < 8; round++) {
      const { userId, signIn } = await somebody();

      const [signedIn] = await Promise.allSettled([signIn(), suspendUser(owner, { userId })]);

      const open = await database.session.count({ where: { userId, endedAt: null } });
      expect(open).toBe(0);
      const token = signedIn.status === 'fulfilled' ? signedIn.value.token : 'none was given';
      expect(await authentication.viewerOf(token)).toBeNull();
    }
  });
});

describe('restoring a user', () => {
  test('they sign in again; what had ended stays ended', async () => {
    const { userId, signIn, browser, script } = await somebody();
    await suspendUser(owner, { userId });

    await restoreUser(admin, { userId, seenVersion: 2 });

    expect((await signIn()).viewer).toMatchObject({ userId, role: 'AGENT' });
    expect(await authentication.viewerOf(browser.token)).toBeNull();
    expect(await authentication.viewerOf(script.token)).toBeNull();
    expect((await ours.eventsAbout(userId)).at(-1)).toMatchObject({
      name: 'user.restored',
      changesAccess: true,
    });
  });

  test('somebody who is not suspended stays so, and nothing is told', async () => {
    const { userId } = await somebody();

    await restoreUser(owner, { userId });

    expect(await ours.namesAbout(userId)).toEqual(['user.created']);
  });

  test('a repeat with the same key has no second effect', async () => {
    const { userId } = await somebody();
    const input = { userId, idempotencyKey: `back ${userId}` };
    await suspendUser(owner, { userId });

    await restoreUser(owner, input);
    await suspendUser(owner, { userId });
    await restoreUser(owner, input);

    expect((await ours.namesAbout(userId)).at(-1)).toBe('user.suspended');
  });

  test('whoever saw another version or may not is refused', async () => {
    const { userId } = await somebody();
    const second = await aUser(owner, { role: 'OWNER' });
    await suspendUser(owner, { userId });
    await suspendUser(owner, { userId: second });

    const refusals = await Promise.all([
      refusalOf(restoreUser(owner, { userId, seenVersion: 1 })),
      refusalOf(restoreUser(ours.as('MANAGER'), { userId })),
      refusalOf(restoreUser(admin, { userId: second })),
      refusalOf(restoreUser(theirs.as('OWNER'), { userId })),
    ]);

    expect(refusals.map(({ code }) => code)).toEqual([
      'VERSION_CONFLICT',
      'FORBIDDEN',
      'FORBIDDEN',
      'NOT_FOUND',
    ]);
  });
});

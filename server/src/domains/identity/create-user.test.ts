import { afterAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { createUser } from './create-user.ts';
import { isPassword } from './password.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const person = { name: 'Deniz', password: 'long enough', role: 'AGENT' } as const;
const owner = ours.as('OWNER');

describe('adding a user', () => {
  test('they can sign in with it, have the role, and one event tells of it', async () => {
    const { id } = await createUser(owner, { ...person, email: ' Deniz@Example.com ' });

    const user = await database.user.findUniqueOrThrow({
      where: { id },
      include: { memberships: true },
    });
    expect(user).toMatchObject({ email: 'deniz@example.com', name: 'Deniz' });
    expect(user.memberships).toMatchObject([{ workspaceId: ours.id, role: 'AGENT' }]);
    expect(user.passwordHash).not.toContain('long enough');
    expect(await isPassword('long enough', user.passwordHash)).toBe(true);
    expect(await ours.eventsAbout(id)).toMatchObject([
      { name: 'user.created', payload: { role: 'AGENT' } },
    ]);
  });

  test('a repeat with the same key answers the first user', async () => {
    const input = { ...person, email: 'once@example.com', idempotencyKey: 'add once' };

    const first = await createUser(owner, input);
    const second = await createUser(owner, input);

    expect(second).toEqual(first);
    const other = await refusalOf(createUser(owner, { ...input, password: 'another one' }));
    expect(other.code).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('an address that anybody signs in with is refused, in whatever workspace and case', async () => {
    await createUser(theirs.as('OWNER'), { ...person, email: 'taken@example.com' });

    const refusal = await refusalOf(createUser(owner, { ...person, email: 'TAKEN@example.com' }));

    expect(refusal.code).toBe('USER_EXISTS');
  });

  test.for(['MANAGER', 'AGENT', 'VIEWER'] as const)('a %s is refused', async (role) => {
    const refusal = await refusalOf(
      createUser(ours.as(role), { ...person, email: `by-${role}@example.com` }),
    );

    expect(refusal.code).toBe('FORBIDDEN');
  });

  test('only an owner makes an owner', async () => {
    const input = { ...person, role: 'OWNER', email: 'new-owner@example.com' } as const;

    const refusal = await refusalOf(createUser(ours.as('ADMIN'), input));

    expect(refusal.code).toBe('FORBIDDEN');
    await expect(createUser(owner, input)).resolves.toBeDefined();
  });

  test.for([
    ['email', { email: 'no address' }],
    ['email', { email: `${'x'.repeat(320)}@example.com` }],
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['password', { password: 'seven77' }],
    ['password', { password: 'x'.repeat(201) }],
  ] as const)('%s out of its bounds is refused', async ([field, fields]) => {
    const input = { ...person, email: 'bounds@example.com', ...fields };

    expect(await refusalOf(createUser(owner, input))).toMatchObject({
      code: 'INVALID_INPUT',
      path: [field],
    });
  });
});

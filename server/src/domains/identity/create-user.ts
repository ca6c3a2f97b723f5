import { newId, type Identified } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/permission.ts';
import { Forbidden, InvalidInput } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { Emit } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal, sqlStates } from '../../platform/sql-state.ts';
import { userCreated } from './events.ts';
import { requireUsersWrite } from './lock-member.ts';
import { requireTeam } from './lock-team.ts';
import { checkNewPassword, hashPassword, passwordFingerprint } from './password.ts';
import { UserExists } from './problems.ts';

export interface CreateUserInput {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly teamId?: string | null | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Makes a user and its membership of the viewer's workspace. Only an owner makes owners.
 *
 * @emits user.created
 * @throws {Forbidden} the viewer lacks `users:write`, or makes an owner without being one
 * @throws {InvalidInput} no e-mail address, no name, or a password too short
 * @throws {NotFound} no such team
 * @throws {UserExists} somebody signs in with the address already
 */
export async function createUser(ctx: CommandContext, input: CreateUserInput): Promise<Identified> {
  const { viewer, clock } = ctx;
  const { workspaceId } = viewer;
  requireUsersWrite(viewer);
  if (input.role === 'OWNER' && viewer.role !== 'OWNER') {
    throw new Forbidden('Only an owner may make somebody an owner.');
  }
  const user = await newUser(input);
  // As its idempotency key is compared: without the password in it.
  const compared =
    input.idempotencyKey === undefined
      ? {}
      : {
          ...input,
          password: await passwordFingerprint(input.password, workspaceId, input.idempotencyKey),
        };

  try {
    return await change(ctx, { operation: 'createUser', input: compared }, async (tx, emit) => {
      const now = clock();
      const { role, teamId = null } = input;
      const membership = { workspaceId, userId: newId(now.getTime()), role, teamId };
      return addUser(tx, emit, membership, user, now);
    });
  } catch (error) {
    if (databaseRefusal(error)?.sqlState === sqlStates.uniqueViolation)
      throw new UserExists(user.email);
    throw error;
  }
}

/** A person whose fields are judged and whose password is hashed. */
export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** Where a person is to work, and as what. */
export interface NewMembership {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: Role;
  readonly teamId: string | null;
}

/** Judges what is given of a person. @throws {InvalidInput} no e-mail address, no name, or a password too short */
export async function newUser(
  input: Pick<CreateUserInput, 'email' | 'name' | 'password'>,
): Promise<NewUser> {
  const email = emailField(input.email);
  const name = input.name.trim();
  if (name === '' || name.length > 200 || name.includes('\0')) {
    throw new InvalidInput('A name has 1 to 200 characters.', ['name']);
  }
  checkNewPassword(input.password, 'password');
  return { email, name, passwordHash: await hashPassword(input.password) };
}

/** Folds an address that somebody is to sign in with. @throws {InvalidInput} it is none */
export function emailField(text: string): string {
  const email = text.trim().toLowerCase();
  if (!/^[^\s@\0]+@[^\s@\0]+$/.test(email) || email.length > 320) {
    throw new InvalidInput('This is not an e-mail address.', ['email']);
  }
  return email;
}

/** Writes a person and its membership, and tells of it. @throws {NotFound} no such team */
export async function addUser(
  tx: Transaction,
  emit: Emit,
  membership: NewMembership,
  person: NewUser,
  now: Date,
): Promise<Identified> {
  await tx.user.create({ data: { ...person, id: membership.userId, createdAt: now } });
  return addMembership(tx, emit, membership, now);
}

/** Makes a member of somebody who signs in already, and tells of it. @throws {NotFound} no such team */
export async function addMembership(
  tx: Transaction,
  emit: Emit,
  membership: NewMembership,
  now: Date,
): Promise<Identified> {
  const { workspaceId, userId, role, teamId } = membership;
  await requireTeam(tx, workspaceId, teamId, 'teamId');
  await tx.membership.create({ data: { ...membership, createdAt: now } });
  emit(userCreated, { subjectId: userId, payload: { role } });
  return { id: userId };
}

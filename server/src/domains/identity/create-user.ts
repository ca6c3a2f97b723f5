import { newId, type Identified } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/permission.ts';
import { Forbidden, InvalidInput } from '../../kernel/problem.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { Emit } from '../../live/pending-event.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal, sqlStates } from '../../platform/sql-state.ts';
import { userCreated } from './events.ts';
import { checkNewPassword, hashPassword, passwordFingerprint } from './password.ts';
import { UserExists } from './problems.ts';

export interface CreateUserInput {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Makes a user and its membership of the viewer's workspace. Only an owner makes owners.
 *
 * @emits user.created
 * @throws {Forbidden} the viewer lacks `users:write`, or makes an owner without being one
 * @throws {InvalidInput} no e-mail address, no name, or a password too short
 * @throws {UserExists} somebody signs in with the address already
 */
export async function createUser(ctx: CommandContext, input: CreateUserInput): Promise<Identified> {
  const { viewer, clock } = ctx;
  if (!viewer.permissions.has('users:write')) throw new Forbidden('You may not add users.');
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
          password: await passwordFingerprint(
            input.password,
            viewer.workspaceId,
            input.idempotencyKey,
          ),
        };

  try {
    return await change(ctx, { operation: 'createUser', input: compared }, (tx, emit) =>
      addUser(tx, emit, viewer.workspaceId, user, clock()),
    );
  } catch (error) {
    if (databaseRefusal(error)?.sqlState === sqlStates.uniqueViolation)
      throw new UserExists(user.email);
    throw error;
  }
}

/** A user whose fields are judged and whose password is hashed. */
export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
}

/** Judges what is given of a user. @throws {InvalidInput} no e-mail address, no name, or a password too short */
export async function newUser(input: CreateUserInput): Promise<NewUser> {
  const email = input.email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 320) {
    throw new InvalidInput('This is not an e-mail address.', ['email']);
  }
  const name = input.name.trim();
  if (name === '' || name.length > 200) {
    throw new InvalidInput('A name has 1 to 200 characters.', ['name']);
  }
  checkNewPassword(input.password, 'password');
  return { email, name, role: input.role, passwordHash: await hashPassword(input.password) };
}

/** Writes the user and its membership, and tells of it. */
export async function addUser(
  tx: Transaction,
  emit: Emit,
  workspaceId: string,
  { email, name, passwordHash, role }: NewUser,
  now: Date,
): Promise<Identified> {
  const id = newId(now.getTime());
  await tx.user.create({ data: { id, email, name, passwordHash, createdAt: now } });
  await tx.membership.create({ data: { workspaceId, userId: id, role, createdAt: now } });
  emit(userCreated, { subjectId: id, payload: { role } });
  return { id };
}

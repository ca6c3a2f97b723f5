import { createHash } from 'node:crypto';
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { InvalidInput } from '../../kernel/problem.ts';

const SHORTEST = 8;
const LONGEST = 200;

/** Hashes with argon2id, at the cost OWASP recommends. About 30 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

// Of a password nobody has: so that an unknown address takes as long as a wrong password.
const nobody = hash('nobody signs in with this');

/** Whether the password is the one hashed; false, in the same time, when there is no hash. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password.slice(0, LONGEST));
  return matches && passwordHash !== null;
}

/**
 * Stands for a password where two inputs are compared by a hash that is kept, as idempotency keys
 * are: the same for the same password and scope, and as dear to guess as the password's own hash.
 */
export async function passwordFingerprint(
  password: string,
  ...scope: readonly string[]
): Promise<string> {
  const salt = createHash('sha256').update(scope.join('\n')).digest().subarray(0, 16);
  return (await hashRaw(password.slice(0, LONGEST), { salt })).toString('base64');
}

/** @throws {InvalidInput} shorter than 8 or longer than 200 characters */
export function checkNewPassword(password: string, field: string): void {
  if (password.length < SHORTEST || password.length > LONGEST) {
    throw new InvalidInput(`A password has ${SHORTEST} to ${LONGEST} characters.`, [field]);
  }
}

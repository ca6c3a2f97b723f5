import type { SubjectType } from './event.ts';

/** The codes a `Problem` can carry. Closed and documented in docs/protocol.md; a test compares the two. */
export const problemCodes = [
  'CURRENT_PASSWORD_WRONG',
  'EMAIL_TAKEN',
  'EXTERNAL_ID_TAKEN',
  'FORBIDDEN',
  'IDEMPOTENCY_IN_PROGRESS',
  'IDEMPOTENCY_MISMATCH',
  'INVALID_CREDENTIALS',
  'INVALID_INPUT',
  'INVITATION_NOT_OPEN',
  'LAST_OWNER',
  'NOT_FOUND',
  'ORGANIZATION_CYCLE',
  'SAVED_FEED_EXISTS',
  'TEAM_NAME_TAKEN',
  'TEAM_NOT_EMPTY',
  'TOO_MANY_ATTEMPTS',
  'TOO_MANY_EXPORTS',
  'UNSEEN_INTERACTIONS',
  'USER_EXISTS',
  'USER_SUSPENDED',
  'VERSION_CONFLICT',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** Names an object by its GraphQL type and its key. */
export interface ObjectReference {
  readonly typename: SubjectType;
  readonly id: string;
}

/**
 * An expected failure: data, not an incident. A command throws it, its transaction is rolled back,
 * and the mutation answers with it as a member of its union. The message is for the person at the
 * screen: what happened, and what to do.
 */
export abstract class Problem extends Error {
  abstract readonly code: ProblemCode;
  /** Where in the input it lies, such as `['phone']`. Null: nowhere in particular. */
  readonly path: readonly string[] | null;

  constructor(message: string, path: readonly string[] | null = null) {
    super(message);
    this.path = path;
  }
}

/** The viewer may not do this, whatever the input. */
export class Forbidden extends Problem {
  override readonly name = 'Forbidden';
  readonly code = 'FORBIDDEN';
}

/** No such thing in the viewer's workspace. Absent and somebody else's are the same answer. */
export class NotFound extends Problem {
  override readonly name = 'NotFound';
  readonly code = 'NOT_FOUND';
}

/** A value that its type allows and its meaning does not, such as a phone number nobody can dial. */
export class InvalidInput extends Problem {
  override readonly name = 'InvalidInput';
  readonly code = 'INVALID_INPUT';
}

/** Somebody else changed the object since the caller last saw it. `current` is the object, as it now is. */
export class VersionConflict extends Problem {
  override readonly name = 'VersionConflict';
  readonly code = 'VERSION_CONFLICT';
  readonly current: ObjectReference;

  constructor(message: string, current: ObjectReference) {
    super(message);
    this.current = current;
  }
}

/** Another object of the workspace already has this `externalId`: `existing`. */
export class ExternalIdTaken extends Problem {
  override readonly name = 'ExternalIdTaken';
  readonly code = 'EXTERNAL_ID_TAKEN';
  readonly existing: ObjectReference;

  constructor(message: string, existing: ObjectReference) {
    super(message, ['externalId']);
    this.existing = existing;
  }
}

/** The idempotency key was used before with another input. */
export class IdempotencyMismatch extends Problem {
  override readonly name = 'IdempotencyMismatch';
  readonly code = 'IDEMPOTENCY_MISMATCH';
}

/** The first call with this idempotency key is still running after 5 s. Ask again. */
export class IdempotencyInProgress extends Problem {
  override readonly name = 'IdempotencyInProgress';
  readonly code = 'IDEMPOTENCY_IN_PROGRESS';
}

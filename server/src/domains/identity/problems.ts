import { Problem } from '../../kernel/problem.ts';

/** The e-mail address and password do not belong together; which of them is wrong is not said. */
export class InvalidCredentials extends Problem {
  override readonly name = 'InvalidCredentials';
  readonly code = 'INVALID_CREDENTIALS';
}

/** Too many wrong passwords for this address, or from this place. */
export class TooManyAttempts extends Problem {
  override readonly name = 'TooManyAttempts';
  readonly code = 'TOO_MANY_ATTEMPTS';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`Too many attempts. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The password given as the present one is not. */
export class CurrentPasswordWrong extends Problem {
  override readonly name = 'CurrentPasswordWrong';
  readonly code = 'CURRENT_PASSWORD_WRONG';

  constructor() {
    super('This is not your current password.', ['currentPassword']);
  }
}

/** Somebody signs in with this address already. */
export class UserExists extends Problem {
  override readonly name = 'UserExists';
  readonly code = 'USER_EXISTS';

  constructor(email: string) {
    super(`Somebody signs in as ${email} already.`, ['email']);
  }
}

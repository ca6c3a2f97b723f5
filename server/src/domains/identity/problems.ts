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

/** The user is suspended, so nobody comes in as them. */
export class UserSuspended extends Problem {
  override readonly name = 'UserSuspended';
  readonly code = 'USER_SUSPENDED';

  constructor() {
    super('You have been suspended. Ask an administrator of your workspace.');
  }
}

/** The workspace would be left without an owner who can sign in. */
export class LastOwner extends Problem {
  override readonly name = 'LastOwner';
  readonly code = 'LAST_OWNER';

  constructor() {
    super('This is the last owner. Make somebody else an owner first.');
  }
}

/** Another team that is not archived has the name. */
export class TeamNameTaken extends Problem {
  override readonly name = 'TeamNameTaken';
  readonly code = 'TEAM_NAME_TAKEN';

  constructor(name: string) {
    super(`There is a team called ${name} already.`, ['name']);
  }
}

/** The team still has members or customers, archived ones too. */
export class TeamNotEmpty extends Problem {
  override readonly name = 'TeamNotEmpty';
  readonly code = 'TEAM_NOT_EMPTY';
  readonly memberCount: number;
  readonly customerCount: number;

  constructor(memberCount: number, customerCount: number) {
    super(
      `The team still has ${memberCount} members and ${customerCount} customers. Move them to another team first.`,
    );
    this.memberCount = memberCount;
    this.customerCount = customerCount;
  }
}

/** The invitation was used, withdrawn, has expired, or never was; which of them is not said. */
export class InvitationNotOpen extends Problem {
  override readonly name = 'InvitationNotOpen';
  readonly code = 'INVITATION_NOT_OPEN';

  constructor() {
    super('This invitation can no longer be used. Ask for another one.', ['invitation']);
  }
}

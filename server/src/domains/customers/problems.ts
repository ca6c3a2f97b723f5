import { Problem } from '../../kernel/problem.ts';

/** Another unarchived customer has this e-mail address. */
export class EmailTaken extends Problem {
  override readonly name = 'EmailTaken';
  readonly code = 'EMAIL_TAKEN';
  readonly customerId: string;

  constructor(customerId: string) {
    super('Another customer has this e-mail address.', ['email']);
    this.customerId = customerId;
  }
}

/** An organisation would come to stand below itself. */
export class OrganizationCycle extends Problem {
  override readonly name = 'OrganizationCycle';
  readonly code = 'ORGANIZATION_CYCLE';

  constructor() {
    super('An organisation cannot stand below itself or below one of its own parts.', ['parentId']);
  }
}

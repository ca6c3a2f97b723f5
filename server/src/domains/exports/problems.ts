import { Problem } from '../../kernel/problem.ts';

/** As many exports as a user or a workspace may have are there already. */
export class TooManyExports extends Problem {
  override readonly name = 'TooManyExports';
  readonly code = 'TOO_MANY_EXPORTS';
}

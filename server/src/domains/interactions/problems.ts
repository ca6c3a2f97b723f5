import { Problem } from '../../kernel/problem.ts';
import type { Unseen } from './unseen-interactions.ts';

/** Somebody else logged something with the customer that the caller had not seen. Nothing was written. */
export class UnseenInteractions extends Problem {
  override readonly name = 'UnseenInteractions';
  readonly code = 'UNSEEN_INTERACTIONS';
  readonly unseen: Unseen;

  constructor(unseen: Unseen) {
    super(
      unseen.isKnown
        ? 'Somebody else has logged something with this customer since. Look at it, then decide.'
        : 'What was logged with this customer since you last looked can no longer be told for certain. Look at what there is, then decide.',
      ['seenCursor'],
    );
    this.unseen = unseen;
  }
}

import { Problem } from '../../kernel/problem.ts';

/** The user keeps a feed of that name already. */
export class SavedFeedExists extends Problem {
  override readonly name = 'SavedFeedExists';
  readonly code = 'SAVED_FEED_EXISTS';

  constructor(name: string) {
    super(`You keep a feed called ${name} already.`, ['name']);
  }
}

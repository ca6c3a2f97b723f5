import type { SpokenKey } from '../moments.ts';

/**
 * What is said in one language. A phrase is `subject | body`; words in braces are filled in.
 * Several phrases of one moment are used in turn, so that one customer's page does not repeat.
 */
export interface Phrasebook {
  /** First and last line of an e-mail from us. */
  readonly fromUs: readonly (readonly [greeting: string, farewell: string])[];
  /** First and last line of an e-mail to us. */
  readonly toUs: readonly (readonly [greeting: string, farewell: string])[];
  /** Sentences that may follow, by the kind of moment. */
  readonly asides: {
    readonly sent: readonly string[];
    readonly written: readonly string[];
    readonly call: readonly string[];
    readonly order: readonly string[];
    readonly web: readonly string[];
  };
  readonly moments: Readonly<Record<SpokenKey, readonly string[]>>;
}

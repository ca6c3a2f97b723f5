import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../platform/database.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { TooManyAttempts } from './problems.ts';

/** Counts attempts of one kind, by a text from outside, exactly and for all nodes together. */
export interface Attempts {
  /** Counts one. @throws {TooManyAttempts} none is left */
  spend(by: string): Promise<void>;
  /** Takes one back. */
  giveBack(by: string): Promise<void>;
  /** Begins anew. */
  forget(by: string): Promise<void>;
}

/** Each takes one statement. Only a hash of the text is kept: it may be an address of a person. */
export function attemptsOf(
  pool: Pool,
  kind: string,
  { most, seconds }: { readonly most: number; readonly seconds: number },
): Attempts {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'attempts',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points: most,
    duration: seconds,
  });
  const keyOf = (by: string) => Buffer.from(hashSecret(by)).toString('base64url');
  return {
    async spend(by) {
      try {
        await limiter.consume(keyOf(by));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new TooManyAttempts(error.msBeforeNext / 1000);
      }
    },
    giveBack: async (by) => void (await limiter.reward(keyOf(by))),
    forget: async (by) => void (await limiter.delete(keyOf(by))),
  };
}

/** Deletes what is counted no more. */
export async function forgetOldAttempts(database: Database, now: Date): Promise<void> {
  await database.attempt.deleteMany({ where: { expire: { lt: now.getTime() } } });
}

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Gives a place back. Calling it again does nothing. */
export type Release = () => void;

/**
 * Counts what is held and what is spent, by key. In memory it counts one process; a store that
 * several processes share answers for all of them. Keys come from outside and are only compared.
 */
export interface Tallies {
  /** Takes one of `limit` places. Null: none is free. */
  hold(key: string, limit: number): Promise<Release | null>;
  /** Spends one of `perSecond`; what two seconds give may be spent at once. False: nothing is left. */
  spend(key: string, perSecond: number): Promise<boolean>;
}

const BURST_SECONDS = 2;

/** Counts in the memory of this process. Keys nobody holds or spends are forgotten. */
export function memoryTallies(): Tallies {
  const held = new Map<string, { readonly key: string; count: number }>();
  const rates = new Map<number, RateLimiterMemory>();

  const rateOf = (perSecond: number) => {
    let rate = rates.get(perSecond);
    if (!rate) {
      rate = new RateLimiterMemory({
        points: perSecond * BURST_SECONDS,
        duration: BURST_SECONDS,
      });
      rates.set(perSecond, rate);
    }
    return rate;
  };

  return {
    async hold(key, limit) {
      const tally = held.get(key) ?? { key, count: 0 };
      if (tally.count >= limit) return null;
      tally.count++;
      held.set(tally.key, tally);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        if (--tally.count === 0) held.delete(tally.key);
      };
    },
    async spend(key, perSecond) {
      try {
        await rateOf(perSecond).consume(key);
        return true;
      } catch (error) {
        if (error instanceof RateLimiterRes) return false;
        throw error;
      }
    },
  };
}

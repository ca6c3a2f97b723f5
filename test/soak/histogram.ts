/** Counts durations by tenths of a millisecond, so that a long run costs no more memory than a short one. */
export interface Histogram {
  add(ms: number): void;
  /** The duration that so great a share of all do not exceed. */
  quantile(share: number): number;
}

const PER_MS = 10;
const LONGEST_MS = 60_000;

export function openHistogram(): Histogram {
  const counts = new Uint32Array(LONGEST_MS * PER_MS + 1);
  let total = 0;
  return {
    add(ms) {
      const at = Math.min(Math.max(Math.round(ms * PER_MS), 0), counts.length - 1);
      counts[at]!++;
      total++;
    },
    quantile(share) {
      let left = share * total;
      const at = counts.findIndex((count) => (left -= count) <= 0);
      return Math.max(at, 0) / PER_MS;
    },
  };
}

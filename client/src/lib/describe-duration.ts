const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

/** Says how long something took: "40 s", "12 min", "1 h 05 min". */
export function describeDuration(seconds: number): string {
  if (seconds < MINUTE_SECONDS) return `${seconds} s`;
  if (seconds < HOUR_SECONDS) return `${Math.round(seconds / MINUTE_SECONDS)} min`;
  const hours = Math.floor(seconds / HOUR_SECONDS);
  const minutes = Math.round((seconds % HOUR_SECONDS) / MINUTE_SECONDS);
  return minutes === 0 ? `${hours} h` : `${hours} h ${String(minutes).padStart(2, '0')} min`;
}

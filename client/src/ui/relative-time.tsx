import { describeAge } from '../lib/describe-age.ts';
import { exactTime } from '../lib/exact-time.ts';
import { useNow } from './use-now.ts';

/** Shows how long ago something was; the exact time is its title. */
export function RelativeTime({ at }: { at: string }) {
  const instant = new Date(at);
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(instant)}>
      {describeAge(instant, now)}
    </time>
  );
}

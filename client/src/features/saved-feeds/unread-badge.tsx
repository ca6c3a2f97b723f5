import { countWords } from '../../lib/count-words.ts';
import classes from './unread-badge.module.css';

const MOST_SHOWN = 999;

/** How much is unread, as a number for the eye and in words for the ear. Nothing where nothing is. */
export function UnreadBadge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className={classes['badge']}>
      <span aria-hidden>{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span className={classes['spoken']}>{countWords(count, 'event', 'events')} unread</span>
    </span>
  );
}

import { useSyncExternalStore } from 'react';
import { clockTime } from '../lib/exact-time.ts';
import { countWords } from '../lib/count-words.ts';
import classes from './connection-banner.module.css';
import { onFeedState, worstFeedState } from './feed-monitor.ts';
import type { FeedState } from './feed/feed-state.ts';

/** Says in a word how far the page can be believed. Always there while the page follows a feed. */
export function ConnectionBanner() {
  const state = useSyncExternalStore(onFeedState, worstFeedState);
  if (!state) return null;
  return (
    <output className={classes['banner']} data-status={state.status} title={explanation(state)}>
      <span className={classes['dot']} aria-hidden />
      {label(state)}
    </output>
  );
}

function label(state: FeedState): string {
  switch (state.status) {
    case 'connecting':
      return 'Connecting';
    case 'live':
      return 'Live';
    case 'catching-up':
      return `Catching up · ${state.applied}`;
    case 'stale':
      return `Stale since ${clockTime(state.since)}`;
    case 'gap':
      return 'Gap, reading anew';
  }
}

function explanation(state: FeedState): string {
  switch (state.status) {
    case 'connecting':
      return 'Opening the live feed.';
    case 'live':
      return 'Every change shows here as it happens.';
    case 'catching-up':
      return `The connection is back. ${countWords(state.applied, 'missed change', 'missed changes')} read so far; nothing is lost.`;
    case 'stale':
      return 'The connection is gone. What you see may be out of date; it continues from the same place when the connection is back.';
    case 'gap':
      return 'Some changes could not be read back, so the page is being read anew.';
  }
}

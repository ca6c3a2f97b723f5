import { Button } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { forgetAccessChange, isAccessChanged, onAccessChange } from './access-change.ts';
import classes from './access-notice.module.css';

/** Says that the page was read anew because what its viewer may see has changed, until that was read. */
export function AccessNotice() {
  const isShown = useSyncExternalStore(onAccessChange, isAccessChanged);
  useEffect(() => forgetAccessChange, []);
  if (!isShown) return null;
  return (
    <output className={classes['notice']}>
      <span>What you may see has changed, so the page has been read anew.</span>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={forgetAccessChange}>
        Understood
      </Button>
    </output>
  );
}

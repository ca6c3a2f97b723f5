import { Button } from '@mantine/core';
import { forgetAccessChange } from './access-change.ts';
import classes from './access-notice.module.css';

/** Says that the page was read anew because what its viewer may see has changed. Shown until that was read. */
export function AccessNotice() {
  return (
    <output className={classes['notice']}>
      <span>What you may see has changed, so the page has been read anew.</span>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={forgetAccessChange}>
        Understood
      </Button>
    </output>
  );
}

import { Button, Paper, Text } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './archived-banner.module.css';
import { RelativeTime } from './relative-time.tsx';

interface ArchivedBannerProps {
  at: string;
  isBusy: boolean;
  /** Absent when the viewer may not restore it. */
  onRestore: (() => void) | undefined;
  /** Why it could not be restored. */
  failure?: ReactNode;
}

/** Says that what the page shows is put away, and takes it out again. */
export function ArchivedBanner({ at, isBusy, onRestore, failure }: ArchivedBannerProps) {
  return (
    <Paper withBorder className={classes['banner'] ?? ''}>
      <IconArchive size={18} aria-hidden />
      <Text component="output" size="sm" className={classes['words'] ?? ''}>
        <b>
          Archived <RelativeTime at={at} />.
        </b>{' '}
        It is left out of lists and searches.
      </Text>
      {onRestore && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArchiveOff size={14} aria-hidden />}
          loading={isBusy}
          onClick={onRestore}
        >
          Restore
        </Button>
      )}
      {failure && <div className={classes['failure']}>{failure}</div>}
    </Paper>
  );
}

import { Button } from '@mantine/core';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import type { FeedToKeep } from './use-keep-feed.ts';

const KeepFeedForm = lazy(async () => ({
  default: (await import('./keep-feed-form.tsx')).KeepFeedForm,
}));

/** A button that keeps the feed on the screen under a name. */
export function KeepFeed({ filter }: { filter: NonNullable<FeedToKeep['filter']> }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBookmarkPlus size={16} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        Keep this feed
      </Button>
      <Dialog title="Keep this feed" isOpen={isOpen} onClose={close}>
        <KeepFeedForm filter={filter} onKept={close} onCancel={close} />
      </Dialog>
    </>
  );
}

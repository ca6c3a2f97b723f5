import { Button } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { BlankSlate } from '../ui/blank-slate.tsx';

/** Stands where a page failed to show, or its code could not be loaded, as after a new release. */
export function BrokenPage() {
  return (
    <BlankSlate
      isPage
      icon={IconMoodSad}
      title="This page broke"
      action={<Button onClick={() => location.reload()}>Load it again</Button>}
    >
      Nothing you saved is lost. If it breaks again, tell support what you did just before.
    </BlankSlate>
  );
}

import { Button } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { BlankSlate } from '../ui/blank-slate.tsx';

/** Stands where an address leads nowhere. */
export function NotFoundPage() {
  return (
    <BlankSlate
      isPage
      icon={IconMapPinOff}
      title="There is nothing here"
      action={
        <Button component={Link} to="/">
          To the live feed
        </Button>
      }
    >
      The address may be mistyped, or what stood here is gone.
    </BlankSlate>
  );
}

import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import type { CombinedError } from 'urql';
import { BlankSlate } from './blank-slate.tsx';

interface LoadFailureProps {
  error: CombinedError | undefined;
  onRetry: () => void;
}

/** Fills the place of a page that could not be read. */
export function LoadFailure({ error, onRetry }: LoadFailureProps) {
  return (
    <BlankSlate
      icon={IconCloudOff}
      title="This could not be loaded"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      {describeFailure(error)}
    </BlankSlate>
  );
}

function describeFailure(error: CombinedError | undefined): string {
  if (!error || error.networkError)
    return 'The server could not be reached. Check your connection.';
  const [first] = error.graphQLErrors;
  const requestId = first?.extensions['requestId'];
  return typeof requestId === 'string'
    ? `${first?.message} If it stays, tell support the request id ${requestId}.`
    : (first?.message ?? 'Something went wrong.');
}

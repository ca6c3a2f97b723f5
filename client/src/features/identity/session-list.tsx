import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceLaptop, IconTerminal2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { describeBrowser } from '../../lib/describe-browser.ts';
import { randomKey } from '../../lib/random-key.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import classes from './session-list.module.css';

export const sessionListFragment = graphql(`
  fragment SessionList on UserSession {
    id
    kind
    label
    createdAt
    lastUsedAt
    endedAt
    isCurrent
  }
`);

const endSessionMutation = graphql(`
  mutation SessionListEnd($input: EndSessionInput!) {
    endSession(input: $input) {
      __typename
      ... on UserSession {
        id
        endedAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

interface SessionListProps {
  sessions: readonly FragmentOf<typeof sessionListFragment>[];
}

/** Where the viewer is signed in, with a way to end each other session. */
export function SessionList({ sessions }: SessionListProps) {
  const [, endSession] = useMutation(endSessionMutation);
  const [ending, setEnding] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const open = sessions
    .map((ref) => readFragment(sessionListFragment, ref))
    .filter(({ endedAt }) => endedAt === null);

  async function handleEnd(sessionId: string) {
    setEnding(sessionId);
    setRefusal(null);
    const { data } = await endSession({ input: { sessionId, idempotencyKey: randomKey() } });
    const result = data?.endSession;
    if (!result) setRefusal('The session could not be ended. Try again.');
    else if ('message' in result) setRefusal(result.message);
    setEnding(null);
  }

  return (
    <Stack gap="xs">
      {refusal && <Notice>{refusal}</Notice>}
      <ul className={classes['list']}>
        {open.map(({ id, kind, label, lastUsedAt, createdAt, isCurrent }) => {
          const Picture = kind === 'TOKEN' ? IconTerminal2 : IconDeviceLaptop;
          return (
            <li key={id} className={classes['session']}>
              <Picture size={20} stroke={1.6} aria-hidden />
              <div className={classes['about']}>
                <Group gap="xs">
                  <Text size="sm" fw={500} title={label}>
                    {describeBrowser(label)}
                  </Text>
                  {isCurrent && (
                    <Badge variant="default" tt="none" fw={500}>
                      This one
                    </Badge>
                  )}
                </Group>
                <Text size="xs" c="dimmed">
                  Begun <RelativeTime at={createdAt} />, last used <RelativeTime at={lastUsedAt} />
                </Text>
              </div>
              {!isCurrent && (
                <Button
                  variant="default"
                  size="xs"
                  loading={ending === id}
                  aria-label={`End the session ${describeBrowser(label)}`}
                  onClick={() => void handleEnd(id)}
                >
                  End
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}

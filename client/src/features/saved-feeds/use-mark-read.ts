import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import { randomKey } from '../../lib/random-key.ts';

const markFeedReadMutation = graphql(`
  mutation MarkFeedRead($input: MarkFeedReadInput!) {
    markFeedRead(input: $input) {
      __typename
      ... on SavedFeed {
        id
        unreadCount
        readCursor
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Says how far a kept feed was read. */
export function useMarkRead() {
  const [{ fetching }, execute] = useMutation(markFeedReadMutation);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function markRead(savedFeedId: string, cursor: string): Promise<boolean> {
    const { data } = await execute({ input: { savedFeedId, cursor, idempotencyKey: randomKey() } });
    const answer = data?.markFeedRead;
    const isDone = answer?.__typename === 'SavedFeed';
    if (isDone) setRefusal(null);
    else if (answer && 'message' in answer) setRefusal(answer.message);
    else setRefusal('It could not be marked as read. Check your connection and try again.');
    return isDone;
  }

  return { isMarking: fetching, refusal, markRead };
}

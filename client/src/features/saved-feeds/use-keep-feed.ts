import { useMutation } from 'urql';
import { graphql } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';

const saveFeedMutation = graphql(`
  mutation SaveFeed($input: SaveFeedInput!) {
    saveFeed(input: $input) {
      __typename
      ... on SavedFeed {
        id
        name
        isDefault
        unreadCount
      }
      ... on Problem {
        message
        path
      }
    }
  }
`);

const removeSavedFeedMutation = graphql(`
  mutation RemoveSavedFeed($input: RemoveSavedFeedInput!) {
    removeSavedFeed(input: $input) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`);

export type FeedToKeep = Omit<ReturnType<typeof graphql.scalar<'SaveFeedInput'>>, 'idempotencyKey'>;

/** Keeps a feed under a name. Answers what is wrong with it; null: it is kept. */
export function useKeepFeed() {
  const [{ fetching }, execute] = useMutation(saveFeedMutation);
  const keyFor = useSubmissionKey();

  async function keep(feed: FeedToKeep): Promise<string | null> {
    const { data } = await execute({ input: { ...feed, idempotencyKey: keyFor(feed) } });
    const answer = data?.saveFeed;
    if (answer?.__typename === 'SavedFeed') return null;
    if (answer && 'message' in answer) return answer.message;
    return 'The feed was not kept. Check your connection and try again.';
  }

  return { isKeeping: fetching, keep };
}

/** Keeps a feed no longer. Answers whether that was done. */
export function useForgetFeed() {
  const [, execute] = useMutation(removeSavedFeedMutation);
  const keyFor = useSubmissionKey();

  return async (savedFeedId: string): Promise<boolean> => {
    const input = { savedFeedId };
    const { data } = await execute({ input: { ...input, idempotencyKey: keyFor(input) } });
    return data?.removeSavedFeed.__typename === 'User';
  };
}

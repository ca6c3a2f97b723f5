import { useMutation } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';
import { graphql, type VariablesOf } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';
import { timelineEntryFragment } from './timeline-entry.tsx';

export const correctInteractionMutation = graphql(
  `
    mutation CorrectInteractionFormCorrect($input: CorrectInteractionInput!) {
      correctInteraction(input: $input) {
        __typename
        ... on Interaction {
          id
          ...TimelineEntry
          customer {
            id
            lastInteractionAt
          }
        }
        ... on Problem {
          message
          path
        }
      }
    }
  `,
  [timelineEntryFragment],
);

type Correction = Omit<VariablesOf<typeof correctInteractionMutation>['input'], 'idempotencyKey'>;

/** Puts interactions right: only the fields that are given, so that nobody else's correction is undone. */
export function useCorrectInteraction() {
  const [{ fetching }, correctInteraction] = useMutation(correctInteractionMutation);
  const keyFor = useSubmissionKey();

  /** Answers with what stands in the way, or null when it is done. */
  async function correct(correction: Correction) {
    const { data, error } = await correctInteraction({
      input: { ...correction, idempotencyKey: keyFor(correction) },
    });
    const result = data?.correctInteraction;
    if (result?.__typename === 'Interaction') return null;
    return { message: result?.message ?? describeFailure(error), path: result?.path ?? [] };
  }

  return { isSaving: fetching, correct };
}

import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql, type VariablesOf } from '../../graph/graphql.ts';
import { randomKey } from '../../lib/random-key.ts';
import { timelineEntryFragment } from './timeline-entry.tsx';

const logInteractionMutation = graphql(
  `
    mutation LogInteractionFormLog($input: LogInteractionInput!) {
      logInteraction(input: $input) {
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
        }
      }
    }
  `,
  [timelineEntryFragment],
);

export type NewInteraction = Omit<
  VariablesOf<typeof logInteractionMutation>['input'],
  'idempotencyKey'
>;

/** An interaction on its way: being saved, or refused with the reason. */
export interface Submission {
  readonly key: string;
  readonly interaction: NewInteraction;
  readonly failure: string | null;
}

/**
 * Logs interactions. Each submission has its own idempotency key, so trying again after a lost answer
 * never logs the same call twice.
 */
export function useLogInteraction() {
  const [, logInteraction] = useMutation(logInteractionMutation);
  const [submissions, setSubmissions] = useState<readonly Submission[]>([]);

  function settle(key: string, failure: string | null) {
    setSubmissions((all) =>
      failure === null
        ? all.filter((one) => one.key !== key)
        : all.map((one) => (one.key === key ? { ...one, failure } : one)),
    );
  }

  async function send(key: string, interaction: NewInteraction) {
    const { data, error } = await logInteraction({
      input: { ...interaction, idempotencyKey: key },
    });
    const result = data?.logInteraction;
    if (result?.__typename === 'Interaction') settle(key, null);
    else if (result) settle(key, result.message);
    else if (error?.networkError)
      settle(key, 'The server could not be reached. It may not be saved.');
    else
      settle(key, error?.graphQLErrors[0]?.message ?? 'Something went wrong. It may not be saved.');
  }

  return {
    submissions,
    submit(interaction: NewInteraction) {
      const key = randomKey();
      setSubmissions((all) => [{ key, interaction, failure: null }, ...all]);
      void send(key, interaction);
    },
    retry({ key, interaction }: Submission) {
      setSubmissions((all) =>
        all.map((one) => (one.key === key ? { ...one, failure: null } : one)),
      );
      void send(key, interaction);
    },
    discard: ({ key }: Submission) => settle(key, null),
  };
}

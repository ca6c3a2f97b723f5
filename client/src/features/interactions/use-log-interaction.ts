import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/graphql.ts';
import { randomKey } from '../../lib/random-key.ts';
import type { InteractionValues } from './interaction-fields.tsx';
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
        ... on UnseenInteractions {
          items {
            id
            channel
            subject
            body
            occurredAt
            agent {
              id
              name
            }
          }
          totalCount
          cursor
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

/** What somebody else logged that the writer had not seen. */
export type HeldBack = Extract<
  ResultOf<typeof logInteractionMutation>['logInteraction'],
  { __typename: 'UnseenInteractions' }
>;

/** An interaction on its way: being saved, refused with the reason, or held back. */
export interface Submission {
  readonly key: string;
  readonly interaction: NewInteraction;
  /** What the form held, to go on writing from. */
  readonly values: InteractionValues;
  readonly failure: string | null;
  readonly heldBack: HeldBack | null;
}

/**
 * Logs interactions. Each submission has its own idempotency key, so trying again after a lost answer
 * never logs the same call twice. What crosses somebody else's is held back until the writer decides.
 */
export function useLogInteraction() {
  const [, logInteraction] = useMutation(logInteractionMutation);
  const [submissions, setSubmissions] = useState<readonly Submission[]>([]);

  const remove = (key: string) => setSubmissions((all) => all.filter((one) => one.key !== key));
  const update = (key: string, changes: Partial<Submission>) =>
    setSubmissions((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  async function send(key: string, interaction: NewInteraction) {
    const { data, error } = await logInteraction({
      input: { ...interaction, idempotencyKey: key },
    });
    const result = data?.logInteraction;
    if (result?.__typename === 'Interaction') remove(key);
    else if (result?.__typename === 'UnseenInteractions') update(key, { heldBack: result });
    else if (result) update(key, { failure: result.message });
    else if (error?.networkError)
      update(key, { failure: 'The server could not be reached. It may not be saved.' });
    else {
      const failure = error?.graphQLErrors[0]?.message;
      update(key, { failure: failure ?? 'Something went wrong. It may not be saved.' });
    }
  }

  function sendAgain(key: string, interaction: NewInteraction) {
    update(key, { interaction, failure: null, heldBack: null });
    void send(key, interaction);
  }

  return {
    submissions,
    submit(interaction: NewInteraction, values: InteractionValues) {
      const key = randomKey();
      setSubmissions((all) => [
        { key, interaction, values, failure: null, heldBack: null },
        ...all,
      ]);
      void send(key, interaction);
    },
    retry: ({ key, interaction }: Submission) => sendAgain(key, interaction),
    sendAnyway: ({ key, interaction }: Submission) =>
      sendAgain(key, { ...interaction, evenIfUnseen: true }),
    discard: ({ key }: Submission) => remove(key),
  };
}

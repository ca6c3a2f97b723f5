import { useState } from 'react';
import { useMutation } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';
import { graphql } from '../../graph/graphql.ts';
import { randomKey } from '../../lib/random-key.ts';
import { customerProfileFragment } from './customer-profile.tsx';
import { customerValuesFragment } from './customer-values.ts';

const archiveMutation = graphql(
  `
    mutation CustomerPageArchive($input: ArchiveCustomerInput!) {
      result: archiveCustomer(input: $input) {
        __typename
        ... on Customer {
          id
          ...CustomerProfile
          ...CustomerValues
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [customerProfileFragment, customerValuesFragment],
);

const restoreMutation = graphql(
  `
    mutation CustomerPageRestore($input: RestoreCustomerInput!) {
      result: restoreCustomer(input: $input) {
        __typename
        ... on Customer {
          id
          ...CustomerProfile
          ...CustomerValues
        }
        ... on EmailTaken {
          customer {
            id
            name
          }
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [customerProfileFragment, customerValuesFragment],
);

interface Failure {
  readonly message: string;
  /** Who has had the e-mail address since. */
  readonly owner: { readonly id: string; readonly name: string } | null;
}

/** Puts a customer away, and takes it out again. */
export function useArchiveCustomer(id: string) {
  const [archiving, sendArchive] = useMutation(archiveMutation);
  const [restoring, sendRestore] = useMutation(restoreMutation);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function archive() {
    setFailure(null);
    const { data, error } = await sendArchive({ input: { id, idempotencyKey: randomKey() } });
    const result = data?.result;
    if (result?.__typename === 'Customer') return;
    setFailure({ message: result?.message ?? describeFailure(error), owner: null });
  }

  async function restore() {
    setFailure(null);
    const { data, error } = await sendRestore({ input: { id, idempotencyKey: randomKey() } });
    const result = data?.result;
    if (result?.__typename === 'Customer') return;
    setFailure({
      message: result?.message ?? describeFailure(error),
      owner: result?.__typename === 'EmailTaken' ? result.customer : null,
    });
  }

  return { isBusy: archiving.fetching || restoring.fetching, failure, archive, restore };
}

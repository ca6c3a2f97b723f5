import { useState } from 'react';
import { useMutation } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';
import { graphql } from '../../graph/graphql.ts';
import { randomKey } from '../../lib/random-key.ts';
import { organizationProfileFragment } from './organization-profile.tsx';

const archiveMutation = graphql(
  `
    mutation OrganizationPageArchive($input: ArchiveOrganizationInput!) {
      result: archiveOrganization(input: $input) {
        __typename
        ... on Organization {
          id
          ...OrganizationProfile
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [organizationProfileFragment],
);

const restoreMutation = graphql(
  `
    mutation OrganizationPageRestore($input: RestoreOrganizationInput!) {
      result: restoreOrganization(input: $input) {
        __typename
        ... on Organization {
          id
          ...OrganizationProfile
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [organizationProfileFragment],
);

/** Puts an organisation away, and takes it out again. Its customers stay where they are. */
export function useArchiveOrganization(id: string) {
  const [archiving, sendArchive] = useMutation(archiveMutation);
  const [restoring, sendRestore] = useMutation(restoreMutation);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(send: typeof sendArchive | typeof sendRestore) {
    setFailure(null);
    const { data, error } = await send({ input: { id, idempotencyKey: randomKey() } });
    const result = data?.result;
    if (result?.__typename === 'Organization') return;
    setFailure(result?.message ?? describeFailure(error));
  }

  return {
    isBusy: archiving.fetching || restoring.fetching,
    failure,
    archive: () => run(sendArchive),
    restore: () => run(sendRestore),
  };
}

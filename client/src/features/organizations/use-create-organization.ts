import { useMutation } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';
import { graphql, type VariablesOf } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';
import { organizationCellsFragment } from './organization-cells.tsx';
import { organizationProfileFragment } from './organization-profile.tsx';

const createOrganizationMutation = graphql(
  `
    mutation CreateOrganizationFormCreate($input: CreateOrganizationInput!) {
      createOrganization(input: $input) {
        __typename
        ... on Organization {
          id
          ...OrganizationCells
          ...OrganizationProfile
        }
        ... on Problem {
          message
          path
        }
      }
    }
  `,
  [organizationCellsFragment, organizationProfileFragment],
);

export type NewOrganization = Omit<
  VariablesOf<typeof createOrganizationMutation>['input'],
  'idempotencyKey'
>;

type Outcome =
  | { readonly createdId: string }
  | { readonly createdId: null; readonly message: string; readonly path: readonly string[] };

/** Takes organisations into the record; trying again after a lost answer never makes two of one. */
export function useCreateOrganization() {
  const [{ fetching }, createOrganization] = useMutation(createOrganizationMutation);
  const keyFor = useSubmissionKey();

  async function create(organization: NewOrganization): Promise<Outcome> {
    const { data, error } = await createOrganization({
      input: { ...organization, idempotencyKey: keyFor(organization) },
    });
    const result = data?.createOrganization;
    if (result?.__typename === 'Organization') return { createdId: result.id };
    return {
      createdId: null,
      message: result?.message ?? describeFailure(error),
      path: result?.path ?? [],
    };
  }

  return { isCreating: fetching, create };
}

import { useMutation } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';
import { graphql, type VariablesOf } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';
import { customerCellsFragment } from './customer-cells.tsx';
import { customerProfileFragment } from './customer-profile.tsx';

const createCustomerMutation = graphql(
  `
    mutation CreateCustomerFormCreate($input: CreateCustomerInput!) {
      createCustomer(input: $input) {
        __typename
        ... on Customer {
          id
          ...CustomerCells
          ...CustomerProfile
        }
        ... on EmailTaken {
          customer {
            id
            name
          }
        }
        ... on Problem {
          message
          path
        }
      }
    }
  `,
  [customerCellsFragment, customerProfileFragment],
);

export type NewCustomer = Omit<
  VariablesOf<typeof createCustomerMutation>['input'],
  'idempotencyKey'
>;

type Outcome =
  | { readonly createdId: string }
  | {
      readonly createdId: null;
      readonly message: string;
      /** Where in the input it lies. */
      readonly path: readonly string[];
      /** Who already has the e-mail address. */
      readonly owner: { readonly id: string; readonly name: string } | null;
    };

/** Takes customers into the record; trying again after a lost answer never makes two of one. */
export function useCreateCustomer() {
  const [{ fetching }, createCustomer] = useMutation(createCustomerMutation);
  const keyFor = useSubmissionKey();

  async function create(customer: NewCustomer): Promise<Outcome> {
    const { data, error } = await createCustomer({
      input: { ...customer, idempotencyKey: keyFor(customer) },
    });
    const result = data?.createCustomer;
    if (result?.__typename === 'Customer') return { createdId: result.id };
    return {
      createdId: null,
      message: result?.message ?? describeFailure(error),
      path: result?.path ?? [],
      owner: result?.__typename === 'EmailTaken' ? result.customer : null,
    };
  }

  return { isCreating: fetching, create };
}

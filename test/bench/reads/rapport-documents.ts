import { globalId } from '../../../server/src/graphql/global-id.ts';
import { type Input, logged, type OperationName } from './operations.ts';

const documents: Record<OperationName, string> = {
  Q1: `query Q1($id: ID!) {
    customer(by: { id: $id }) {
      id name email phone lifecycleStage lastInteractionAt
      organization { id name country industry }
      owner { id name }
      interactions(first: 10) {
        edges { node { id channel direction subject occurredAt agent { name } } }
      }
    }
  }`,
  Q2: `query Q2($stage: LifecycleStage!, $after: String) {
    customers(first: 50, after: $after, filter: { lifecycleStage: { eq: $stage } }, orderBy: [{ field: NAME, direction: ASC }]) {
      edges {
        node {
          id name email lifecycleStage lastInteractionAt
          organization { id name country }
          interactions(first: 3) { edges { node { id channel subject occurredAt } } }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Q3: `query Q3 {
    interactions(first: 50) {
      edges { node { id channel direction subject occurredAt customer { id name } agent { name } } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Q4: `mutation Q4($input: LogInteractionInput!) {
    logInteraction(input: $input) {
      ... on Interaction { id channel subject occurredAt customer { id lastInteractionAt } }
    }
  }`,
};

/** The body of a request to Rapport. */
export function rapportBody(operationName: OperationName, input: Input): string {
  const { customerId, stage, after = null, key } = input;
  const id = customerId && globalId('Customer', customerId);
  const variables = {
    Q1: { id },
    Q2: { stage, after },
    Q3: {},
    Q4: { input: { customerId: id, ...logged, idempotencyKey: key } },
  }[operationName];
  return JSON.stringify({ query: documents[operationName], operationName, variables });
}

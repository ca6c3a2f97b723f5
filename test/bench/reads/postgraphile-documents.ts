import { type Input, logged, type OperationName } from './operations.ts';
import type { Stage } from './stage.ts';

const AGENT = 'agent: membershipByWorkspaceIdAndAgentId { user: userByUserId { name } }';
const LATEST = 'orderBy: [OCCURRED_AT_DESC, PRIMARY_KEY_DESC]';

// Aliases bring its answers into the form of the others'.
const documents: Record<OperationName, string> = {
  Q1: `query Q1($id: ID!) {
    customer(id: $id) {
      id name email phone lifecycleStage lastInteractionAt
      organization: organizationByWorkspaceIdAndOrganizationId { id name country industry }
      owner: membershipByWorkspaceIdAndOwnerId { user: userByUserId { id name } }
      interactions: interactionsByWorkspaceIdAndCustomerId(first: 10, ${LATEST}) {
        edges { node { id channel direction subject occurredAt ${AGENT} } }
      }
    }
  }`,
  Q2: `query Q2($workspaceId: UUID!, $stage: LifecycleStage!, $after: Cursor) {
    customers: allCustomers(first: 50, after: $after, condition: { workspaceId: $workspaceId, lifecycleStage: $stage },
      orderBy: [SORT_NAME_ASC, PRIMARY_KEY_ASC]) {
      edges {
        node {
          id name email lifecycleStage lastInteractionAt
          organization: organizationByWorkspaceIdAndOrganizationId { id name country }
          interactions: interactionsByWorkspaceIdAndCustomerId(first: 3, ${LATEST}) {
            edges { node { id channel subject occurredAt } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Q3: `query Q3($workspaceId: UUID!) {
    interactions: allInteractions(first: 50, condition: { workspaceId: $workspaceId }, ${LATEST}) {
      edges {
        node {
          id channel direction subject occurredAt
          customer: customerByWorkspaceIdAndCustomerId { id name }
          ${AGENT}
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Q4: `mutation Q4($input: BenchLogInteractionInput!) {
    logInteraction: benchLogInteraction(input: $input) {
      result {
        id channel subject occurredAt
        customer: customerByWorkspaceIdAndCustomerId { id lastInteractionAt }
      }
    }
  }`,
};

/** The body of a request to PostGraphile. */
export function postgraphileBody(
  operationName: OperationName,
  { customerId, stage, after = null }: Input,
  { workspaceId, userId }: Stage,
): string {
  const id = Buffer.from(JSON.stringify(['Customer', customerId])).toString('base64');
  const variables = {
    Q1: { id },
    Q2: { workspaceId, stage, after },
    Q3: { workspaceId },
    Q4: { input: { workspaceId, customerId, agentId: userId, ...logged } },
  }[operationName];
  return JSON.stringify({ query: documents[operationName], operationName, variables });
}

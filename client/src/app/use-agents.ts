import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graph/graphql.ts';

const agentsQuery = graphql(`
  query Agents {
    users(first: 100) {
      edges {
        node {
          id
          name
          suspendedAt
        }
      }
    }
  }
`);

interface Agent {
  readonly id: string;
  readonly name: string;
  readonly suspendedAt: string | null;
}

/** The people of the workspace by name, suspended ones too, for choosing among them. Empty until they are here. */
export function useAgents(): readonly Agent[] {
  const [{ data }] = useQuery({ query: agentsQuery });
  return useMemo(
    () =>
      (data?.users.edges ?? [])
        .map(({ node }) => node)
        .sort((one, other) => one.name.localeCompare(other.name)),
    [data],
  );
}

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
        }
      }
    }
  }
`);

/** The people of the workspace by name, for choosing among them. Empty until they are here. */
export function useAgents(): readonly { readonly id: string; readonly name: string }[] {
  const [{ data }] = useQuery({ query: agentsQuery });
  return useMemo(
    () =>
      (data?.users.edges ?? [])
        .map(({ node }) => node)
        .sort((one, other) => one.name.localeCompare(other.name)),
    [data],
  );
}

import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graph/graphql.ts';

const permissionsQuery = graphql(`
  query Permissions {
    viewer {
      permissions
    }
  }
`);

/** What the viewer may do; nothing until the server has said so. */
export function usePermissions(): ReadonlySet<string> {
  const [{ data }] = useQuery({ query: permissionsQuery });
  return useMemo(() => new Set(data?.viewer?.permissions), [data]);
}

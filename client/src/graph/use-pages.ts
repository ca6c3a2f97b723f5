import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { type ConnectionPart, createPages, type Pages, type PagesSnapshot } from './pages.ts';

interface UsePagesOptions<Data, Variables, Node> {
  document: TypedDocumentNode<Data, Variables>;
  variables: Omit<Variables, 'after'>;
  /** Where the connection stands in the document. Must not change. */
  connectionOf: (data: Data) => ConnectionPart<Node> | null | undefined;
}

export interface PagesView<Data, Node extends object> extends PagesSnapshot<Data, Node> {
  /** True while the items of the former variables are still shown. */
  readonly isChanging: boolean;
  readonly loadMore: Pages<Data, Node>['loadMore'];
  readonly refresh: Pages<Data, Node>['refresh'];
}

/** Shows a connection page by page. With new variables the former items stay until the new ones are here. */
export function usePages<
  Data,
  Variables extends AnyVariables,
  Node extends object & { id: string },
>({
  document,
  variables,
  connectionOf,
}: UsePagesOptions<Data, Variables, Node>): PagesView<Data, Node> {
  const client = useClient();
  const variablesKey = JSON.stringify(variables);
  const pages = useMemo(
    () =>
      createPages({
        client,
        document,
        variables: JSON.parse(variablesKey) as typeof variables,
        connectionOf,
      }),
    [client, document, variablesKey, connectionOf],
  );
  const snapshot = useSyncExternalStore(pages.subscribe, pages.getSnapshot);

  const [former, setFormer] = useState(snapshot);
  if (snapshot.status === 'ready' && former !== snapshot) setFormer(snapshot);
  const isChanging = snapshot.status === 'loading' && former.status === 'ready';
  const shown = isChanging ? former : snapshot;

  return {
    ...shown,
    feedHead: snapshot.feedHead,
    isChanging,
    loadMore: pages.loadMore,
    refresh: pages.refresh,
  };
}

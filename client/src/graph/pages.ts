import {
  type AnyVariables,
  type Client,
  type CombinedError,
  createRequest,
  type TypedDocumentNode,
} from '@urql/core';
import { pipe, subscribe } from 'wonka';
import { feedHeadOf } from './feed-head-exchange.ts';

const RETRY_MS = 5_000;

export interface ConnectionPart<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface PagesSnapshot<Data, Node extends object> {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: CombinedError | undefined;
  /** The first page's document. Kept while it is being read again. */
  readonly data: Data | undefined;
  readonly items: readonly Node[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Follow the feed from here: not later than anything that was read. Null until the server has answered. */
  readonly feedHead: string | null;
}

export interface Pages<Data, Node extends object> {
  readonly getSnapshot: () => PagesSnapshot<Data, Node>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly loadMore: () => void;
  /** Reads everything anew from the first page, keeping what is shown until the answer is here. Does not give up. */
  readonly refresh: () => void;
}

interface PagesOptions<Data, Variables, Node> {
  client: Client;
  document: TypedDocumentNode<Data, Variables>;
  variables: Omit<Variables, 'after'>;
  connectionOf: (data: Data) => ConnectionPart<Node> | null | undefined;
}

interface LoadedPage<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  stop: () => void;
}

/**
 * Reads a connection page after page through the cache, so that each page shows the changes the feed brings.
 *
 * The first page is shown from the cache and always read anew; `feedHead` is the position of that reading.
 * Runs from its first listener to its last.
 */
export function createPages<
  Data,
  Variables extends AnyVariables,
  Node extends object & { id: string },
>(options: PagesOptions<Data, Variables, Node>): Pages<Data, Node> {
  const { client, document, variables, connectionOf } = options;
  const listeners = new Set<() => void>();
  let pages: LoadedPage<Data>[] = [];
  let feedHead: string | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let snapshot: PagesSnapshot<Data, Node> = describe();

  function describe(): PagesSnapshot<Data, Node> {
    const [first] = pages;
    const seen = new Map<string, Node>();
    for (const { data } of pages) {
      const connection = data === undefined ? undefined : connectionOf(data);
      for (const { node } of connection?.edges ?? [])
        if (!seen.has(node.id)) seen.set(node.id, node);
    }
    const last = pages.at(-1);
    const lastInfo = last?.data === undefined ? undefined : connectionOf(last.data)?.pageInfo;
    const failed = pages.find(({ error, data }) => error && data === undefined);
    return {
      status: failed ? 'failed' : first?.data === undefined ? 'loading' : 'ready',
      error: failed?.error,
      data: first?.data,
      items: [...seen.values()],
      hasMore: lastInfo?.hasNextPage ?? false,
      isLoadingMore: pages.length > 1 && last?.data === undefined && !failed,
      feedHead,
    };
  }

  function publish() {
    snapshot = describe();
    for (const listener of listeners) listener();
  }

  function open(after: string | null, isFirst: boolean): LoadedPage<Data> {
    const request = createRequest(document, { ...variables, after } as unknown as Variables);
    const page: LoadedPage<Data> = { data: undefined, error: undefined, stop: () => undefined };
    const { unsubscribe } = pipe(
      client.executeQuery(request, { requestPolicy: 'cache-and-network' }),
      subscribe((result) => {
        page.data = result.data ?? page.data;
        page.error = result.error;
        if (isFirst) feedHead ??= feedHeadOf(result);
        publish();
      }),
    );
    page.stop = unsubscribe;
    return page;
  }

  function start() {
    feedHead = null;
    pages = [open(null, true)];
    publish();
  }

  function stop() {
    clearTimeout(retry);
    for (const page of pages) page.stop();
    pages = [];
  }

  function loadMore() {
    const last = pages.at(-1);
    if (last?.data === undefined) return;
    const info = connectionOf(last.data)?.pageInfo;
    if (!info?.hasNextPage || !info.endCursor) return;
    pages = [...pages, open(info.endCursor, false)];
    publish();
  }

  function refresh() {
    clearTimeout(retry);
    const before = pages;
    if (before[0]?.data === undefined) {
      stop();
      start();
      return;
    }
    const request = createRequest(document, { ...variables, after: null } as unknown as Variables);
    void client
      .query(request.query, request.variables, { requestPolicy: 'network-only' })
      .toPromise()
      .then((result) => {
        if (pages !== before) return;
        if (!result.data) {
          retry = setTimeout(refresh, RETRY_MS);
          return;
        }
        feedHead = feedHeadOf(result);
        for (const page of pages.slice(1)) page.stop();
        pages = pages.slice(0, 1);
        publish();
      });
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      if (listeners.size === 0) start();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    loadMore,
    refresh,
  };
}

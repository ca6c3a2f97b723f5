import type { Cache, FieldInfo } from '@urql/exchange-graphcache';
import { graphql } from '../../graph/graphql.ts';
import type { SubjectUpdates } from '../../live/apply-event.ts';
import { matchesFilter } from './matches-filter.ts';

const LIST = 'interactions';

const edgeFragment = graphql(`
  fragment PlacedInteractionEdge on InteractionEdge {
    __typename
    node {
      __typename
      id
    }
  }
`);

/**
 * Keeps the cached interaction lists right: of the workspace, of a customer, of an organisation. Each is
 * newest first, in pages; an interaction stands in the page where its time says. Lists in another order, or
 * with a filter that cannot be decided here, are left to be read anew when somebody looks at them.
 */
export const interactionUpdates: SubjectUpdates = { changed: placeInLists, left: removeFromLists };

/** Puts an interaction that is already in the cache into each list it belongs to, and out of the others. */
export function placeInLists(cache: Cache, id: string): void {
  const key = `Interaction:${id}`;
  for (const { owner, pages } of listsOf(cache, key)) {
    const isIn = matchesFilter(pages[0]?.arguments?.['filter'], (field) =>
      filterValue(cache, key, field),
    );
    if (isIn === 'unknown') continue;
    removeFromPages(cache, owner, pages, id);
    if (isIn) insert(cache, owner, pages, id);
  }
}

/** Takes an interaction out of every list. */
export function removeFromLists(cache: Cache, id: string): void {
  for (const { owner, pages } of listsOf(cache, `Interaction:${id}`)) {
    removeFromPages(cache, owner, pages, id);
  }
}

interface CachedList {
  /** Whose list: `Query`, or the key of a customer or organisation. */
  readonly owner: string;
  /** The pages that follow one another, from the newest. */
  readonly pages: readonly FieldInfo[];
}

function listsOf(cache: Cache, key: string): CachedList[] {
  const owners = [
    'Query',
    cache.resolve(key, 'customer'),
    cache.resolve(key, 'organization'),
  ].filter((owner) => typeof owner === 'string');
  return owners.flatMap((owner) => {
    const byArguments = new Map<string, FieldInfo[]>();
    for (const field of cache.inspectFields(owner)) {
      if (field.fieldName !== LIST || field.arguments?.['orderBy']) continue;
      const { after: _after, ...rest } = field.arguments ?? {};
      const name = JSON.stringify(rest);
      byArguments.set(name, [...(byArguments.get(name) ?? []), field]);
    }
    return [...byArguments.values()].map((fields) => ({
      owner,
      pages: inOrder(cache, owner, fields),
    }));
  });
}

function inOrder(cache: Cache, owner: string, fields: readonly FieldInfo[]): FieldInfo[] {
  const pages: FieldInfo[] = [];
  let next = fields.find((field) => !field.arguments?.['after']);
  while (next && !pages.includes(next)) {
    pages.push(next);
    const end = pageInfo(cache, owner, next, 'endCursor');
    next = fields.find((field) => typeof end === 'string' && field.arguments?.['after'] === end);
  }
  return pages;
}

function insert(cache: Cache, owner: string, pages: readonly FieldInfo[], id: string): void {
  for (const page of pages) {
    const connection = connectionOf(cache, owner, page);
    if (connection === null) return;
    const edges = edgesOf(cache, connection);
    const place = edges.findIndex((edge) =>
      isBefore(cache, `Interaction:${id}`, nodeOf(cache, edge)),
    );
    const isEnd = page === pages.at(-1) && pageInfo(cache, owner, page, 'hasNextPage') === false;
    if (place === -1 && !isEnd) continue;
    cache.writeFragment(edgeFragment, {
      __typename: 'InteractionEdge',
      node: { __typename: 'Interaction', id },
    });
    const at = place === -1 ? edges.length : place;
    cache.link(connection, 'edges', edges.toSpliced(at, 0, `InteractionEdge:${id}`));
    return;
  }
}

function removeFromPages(
  cache: Cache,
  owner: string,
  pages: readonly FieldInfo[],
  id: string,
): void {
  for (const page of pages) {
    const connection = connectionOf(cache, owner, page);
    if (connection === null) continue;
    const edges = edgesOf(cache, connection);
    const rest = edges.filter((edge) => nodeOf(cache, edge) !== `Interaction:${id}`);
    if (rest.length < edges.length) cache.link(connection, 'edges', rest);
  }
}

/** Newest first; of two at the same time, the greater id. */
function isBefore(cache: Cache, key: string, other: string | null): boolean {
  if (other === null) return false;
  const at = timeOf(cache, key);
  const otherAt = timeOf(cache, other);
  return at === otherAt ? orderKey(key) > orderKey(other) : at > otherAt;
}

/** The server orders by the key within the id, and base64 does not keep that order. */
function orderKey(entityKey: string): string {
  const id = entityKey.slice('Interaction:'.length);
  try {
    return atob(id);
  } catch {
    return id;
  }
}

function timeOf(cache: Cache, key: string): number {
  const at = cache.resolve(key, 'occurredAt');
  return typeof at === 'string' ? Date.parse(at) : Number.NaN;
}

function filterValue(cache: Cache, key: string, field: string): unknown {
  if (!field.endsWith('Id')) return cache.resolve(key, field);
  const reference = cache.resolve(key, field.slice(0, -'Id'.length));
  return typeof reference === 'string' ? cache.resolve(reference, 'id') : reference;
}

function connectionOf(cache: Cache, owner: string, page: FieldInfo): string | null {
  const connection = cache.resolve(owner, LIST, page.arguments ?? undefined);
  return typeof connection === 'string' ? connection : null;
}

function edgesOf(cache: Cache, connection: string): string[] {
  const edges = cache.resolve(connection, 'edges');
  return Array.isArray(edges) ? edges.filter((edge) => typeof edge === 'string') : [];
}

function nodeOf(cache: Cache, edge: string): string | null {
  const node = cache.resolve(edge, 'node');
  return typeof node === 'string' ? node : null;
}

function pageInfo(cache: Cache, owner: string, page: FieldInfo, field: string): unknown {
  const connection = connectionOf(cache, owner, page);
  const info = connection === null ? null : cache.resolve(connection, 'pageInfo');
  return typeof info === 'string' ? cache.resolve(info, field) : undefined;
}

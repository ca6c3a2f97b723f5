import type { Context } from '../../graphql/context.ts';
import { loadRows } from '../../graphql/node.ts';
import { NotFound } from '../../kernel/problem.ts';
import type { FeedFilter } from '../feed/public.ts';

const idLists = [
  ['customerIds', 'Customer', 'customer'],
  ['organizationIds', 'Organization', 'organisation'],
  ['ownerIds', 'User', 'user'],
  ['agentIds', 'User', 'user'],
  ['teamIds', 'Team', 'team'],
] as const satisfies readonly (readonly [keyof FeedFilter, string, string])[];

/**
 * Sees to it that everything a filter names is there for the viewer: a feed kept for good should
 * not be one that can never tell anything.
 *
 * @throws {NotFound} one is not
 */
export async function requireFiltered(ctx: Context, filter: FeedFilter): Promise<FeedFilter> {
  for (const [list, typename, noun] of idLists) {
    const rows = await loadRows(ctx, typename, [...new Set(filter[list])], {});
    if (rows.includes(null)) throw new NotFound(`There is no such ${noun}.`, ['filter', list]);
  }
  return filter;
}

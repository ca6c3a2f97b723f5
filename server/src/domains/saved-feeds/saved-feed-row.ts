import type { SavedFeed } from '@rapport/prisma';
import { InvalidInput, NotFound, VersionConflict } from '../../kernel/problem.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal } from '../../platform/sql-state.ts';
import type { FeedFilter } from '../feed/public.ts';
import { SavedFeedExists } from './problems.ts';

/** How many feeds a user keeps at most. */
export const MAX_SAVED_FEEDS = 50;

const LONGEST_NAME = 100;

/**
 * Locks one of the viewer's own saved feeds until the transaction ends, and reads it.
 *
 * @throws {NotFound} the viewer keeps no such feed
 * @throws {VersionConflict} it has changed since `seenVersion`
 */
export async function lockSavedFeed(
  tx: Transaction,
  { workspaceId, userId }: Viewer,
  id: string,
  seenVersion?: number | null,
): Promise<SavedFeed> {
  await tx.$executeRaw`SELECT 1 FROM saved_feeds WHERE id = ${id}::uuid AND workspace_id = ${workspaceId}::uuid FOR UPDATE`;
  const feed = await tx.savedFeed.findFirst({ where: { id, workspaceId, userId } });
  if (!feed) throw new NotFound('You keep no such feed.');
  if (seenVersion != null && seenVersion !== feed.version) {
    throw new VersionConflict('This feed was changed in another window since you opened it.', {
      typename: 'SavedFeed',
      id,
    });
  }
  return feed;
}

/** A name as it is stored. @throws {InvalidInput} empty or longer than 100 characters */
export function savedFeedName(given: string): string {
  const name = given.trim();
  if (name === '' || name.length > LONGEST_NAME || name.includes('\0')) {
    throw new InvalidInput(`A name has 1 to ${LONGEST_NAME} characters.`, ['name']);
  }
  return name;
}

/** A filter as it is stored: the lists that are given. */
export function savedFeedFilter(filter: FeedFilter): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([list, values]) => (values ? [[list, [...values]]] : [])),
  );
}

/** Runs a command and says in words that the name is taken. */
export async function namingTakenFeed<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (databaseRefusal(error)?.constraint === 'saved_feeds_name_key') {
      throw new SavedFeedExists(name);
    }
    throw error;
  }
}

import type { Export } from '@rapport/prisma';
import { type Viewer, type Visibility, visibilityClass } from '../../kernel/viewer.ts';
import { formats } from './export-format.ts';

/** Whose exports the viewer may see: its own, of this workspace. */
export function ownExports({ workspaceId, userId }: Pick<Viewer, 'workspaceId' | 'userId'>) {
  return { workspaceId, userId };
}

/**
 * Whether somebody may take the file: it is whole, and was written by what its user sees now. Who sees
 * less than then must not get by the file what the API refuses.
 */
export function isTakable(
  { status, visibility }: Pick<Export, 'status' | 'visibility'>,
  viewer: Visibility,
): boolean {
  return status === 'DONE' && visibility === visibilityClass(viewer);
}

/** What the file is called: the list, and the day it was asked for. */
export function fileName({
  connection,
  createdAt,
  format,
}: Pick<Export, 'connection' | 'createdAt' | 'format'>): string {
  return `${connection}-${createdAt.toISOString().slice(0, 10)}.${formats[format].extension}`;
}

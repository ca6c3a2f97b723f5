import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';

/** A source file of ours: its path from the repository's root, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** The path from the repository's root when it is one of our files; else as written. */
  readonly to: string;
  readonly isOurs: boolean;
}

export const REPOSITORY = resolve(import.meta.dirname, '../..');

const MADE = /(^|\/)(node_modules|generated|dist)\//u;
const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s[^'";]*?from\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/gmu;

/** Reads the files that match, leaving out what is made by tools. */
export function sourceFiles(...patterns: string[]): SourceFile[] {
  return globSync(patterns, { cwd: REPOSITORY })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !MADE.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(REPOSITORY, path), 'utf8') }));
}

/** What a file imports or re-exports, statically or not. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(IMPORT)].map(([, first, second]) => {
    const written = first ?? second ?? '';
    const isOurs = written.startsWith('.');
    return { from: path, to: isOurs ? posix.join(dirname(path), written) : written, isOurs };
  });
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts a part into a page that several benchmarks write: in the place of the part with the same
 * first line, which is a heading of the first rank, or behind all others.
 */
export function writePart(path: string, part: string): void {
  const parts = existsSync(path) ? readFileSync(path, 'utf8').split(/^(?=# )/mu) : [];
  const [heading] = part.split('\n', 1);
  const same = parts.findIndex((one) => one.split('\n', 1)[0] === heading);
  if (same === -1) parts.push(part);
  else parts[same] = part;
  writeFileSync(path, `${parts.map((one) => one.trimEnd()).join('\n\n')}\n`);
}

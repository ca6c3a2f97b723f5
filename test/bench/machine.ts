import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';

/** On what a run stands, in lines of Markdown: figures of different machines are not comparable. */
export function machine(script: string, packages: readonly string[]): string[] {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `Machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GB, ${platform()} ${arch()};` +
      ` load before the run ${loadavg()[0]!.toFixed(1)}`,
    `Versions: Node ${process.version.slice(1)}, ${catalogVersions(packages)}, the PostgreSQL that Rapport brings`,
    `Command: \`npm run ${script}${[' --', ...process.argv.slice(2)].join(' ').replace(/^ --$/u, '')}\``,
    `Date: ${new Date().toISOString().slice(0, 10)}`,
  ];
}

function catalogVersions(names: readonly string[]): string {
  const catalog = readFileSync(join(import.meta.dirname, '../../pnpm-workspace.yaml'), 'utf8');
  return names
    .map((name) => `${name} ${new RegExp(`^ +'?${name}'?: (\\S+)$`, 'mu').exec(catalog)?.[1]}`)
    .join(', ');
}

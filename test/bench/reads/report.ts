import { markdownTable } from '../markdown-table.ts';
import { median } from '../median.ts';
import type { Turn, Turns } from './measure.ts';
import { type OperationName, titles } from './operations.ts';
import type { SystemName } from './systems.ts';

export interface Measured {
  readonly operations: { operation: OperationName; many: Turns; single: Turns }[];
  /** How the hottest customer changes it. */
  readonly hot: { operation: OperationName; calm: Turns; withHot: Turns }[];
  /** In bytes, at the end. */
  readonly memory: { name: SystemName; resident: number; heap: number }[];
}

export interface Results extends Measured {
  readonly about: readonly string[];
  readonly customers: number;
  readonly interactions: number;
  readonly rounds: number;
  readonly seconds: number;
}

const DESCRIPTIONS: Record<SystemName, string> = {
  limit:
    'node:http, pg and one statement by hand that returns the finished text: what physics allows here',
  postgraphile: 'PostGraphile 5 on the same tables, with nobody asked who they are',
  rapport: 'this server as it is started, with authentication, limits and cost on',
  ordinary:
    'the same with the compiler switched off, so that every query is executed field by field',
};

const GOALS: Record<OperationName, string> = {
  Q1: 'Goals for `rapport`: 0.7 of `limit`, 2 × `postgraphile`.',
  Q2: 'Goals for `rapport`: 0.7 of `limit`, 2 × `postgraphile`; database at most 1.2 of `limit`.',
  Q3: 'Goals for `rapport`: 0.7 of `limit`, 2 × `postgraphile`.',
  Q4: 'Goals for `rapport`: 0.6 of `limit`, 1.5 × `postgraphile`. `limit` writes key, touch, interaction and event, which nobody numbers; `postgraphile` interaction and touch alone, by a function in SQL; `rapport` all of it, and its events are counted once they are numbered.',
};

/** Writes the part of the page with the results of a run. */
export function report(results: Results): string {
  const { about, customers, interactions, rounds, seconds, operations, hot, memory } = results;
  const systems = [...(operations[0]?.many.keys() ?? [])];
  const size = `${customers.toLocaleString('en')} customers with ${interactions.toLocaleString('en')} interactions, of which the first has a twentieth`;
  const sections = [
    `# Benchmarks of reads and writes over HTTP

${systems.map((name) => `- \`${name}\`: ${DESCRIPTIONS[name]}`).join('\n')}

On ${size}
(\`rapport seed\`), each contestant was asked the same and gave the same answers but for the form of ids, cursors and times.
How: \`test/bench/reads/README.md\`.

**Only ratios mean anything.** All contestants had their turns in ${rounds} interleaved rounds on one machine, with the clients
and PostgreSQL on it as well; ratios are taken round by round, and their median is shown.`,
    [...about, `The run took ${Math.round(seconds)} s.`].map((line) => `- ${line}`).join('\n'),
    ...operations.map(operationSection),
    ...(hot.length > 0 ? [hotSection(hot)] : []),
    `## Memory

At the end, in MB.

${markdownTable(
  ['', 'resident', 'heap alive'],
  memory.map(({ name, resident, heap }) => [name, megabytes(resident), megabytes(heap)]),
)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function operationSection({ operation, many, single }: Measured['operations'][number]): string {
  const against = (['limit', 'postgraphile'] as SystemName[]).filter((name) => many.has(name));
  const table = (turns: Turns) =>
    markdownTable(
      [
        '',
        'requests/s',
        ...against.map((name) => `× ${name}`),
        'p50 ms',
        'p99 ms',
        'server µs',
        ...(many.has('limit') ? ['÷ limit'] : []),
        'database µs',
        ...(many.has('limit') ? ['÷ limit'] : []),
      ],
      [...turns].map(([name, own]) => [
        name,
        Math.round(of(own, 'perSecond')).toLocaleString('en'),
        ...against.map((other) => ratio(own, turns.get(other)!, 'perSecond')),
        of(own, 'p50').toFixed(1),
        of(own, 'p99').toFixed(1),
        ...costs(own, turns.get('limit'), 'serverCpu'),
        ...costs(own, turns.get('limit'), 'databaseCpu'),
      ]),
    );
  return `## ${titles[operation]}

${GOALS[operation]} With 16 connections, then with one; µs are processor time for each request.

${table(many)}

${table(single)}`;
}

function hotSection(hot: Measured['hot']): string {
  const rows = hot.flatMap(({ operation, calm, withHot }) =>
    [...calm].map(([name, without]) => {
      const own = withHot.get(name)!;
      return [
        `${operation}, ${name}`,
        of(without, 'p50').toFixed(1),
        of(without, 'p99').toFixed(1),
        of(own, 'p99').toFixed(1),
        ratio(own, without, 'p99'),
      ];
    }),
  );
  return `## A customer with very many interactions

Milliseconds at 16 connections: without any of the customers who have thousands of interactions, and with the hottest in every tenth request.
Goal: p99 grows by less than 3.

${markdownTable(['', 'p50 without', 'p99 without', 'p99 with', 'with ÷ without'], rows)}`;
}

function costs(own: readonly Turn[], limit: readonly Turn[] | undefined, measure: keyof Turn) {
  const micros = of(own, measure);
  const shown = Number.isNaN(micros) ? '–' : Math.round(micros).toLocaleString('en');
  return [shown, ...(limit ? [ratio(own, limit, measure)] : [])];
}

function of(turns: readonly Turn[], measure: keyof Turn): number {
  return median(turns.map((turn) => turn[measure]));
}

/** The median of the rounds' own ratios. */
function ratio(ours: readonly Turn[], theirs: readonly Turn[], measure: keyof Turn): string {
  const ratios = ours.map((turn, round) => turn[measure] / theirs[round]![measure]);
  return ratios.some(Number.isNaN) ? '–' : median(ratios).toFixed(2);
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

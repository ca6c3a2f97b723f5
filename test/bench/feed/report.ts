import type { Name } from './contestant.ts';
import type { FanOutResult, Turn } from './fan-out.ts';
import type { LatencyResult } from './latency.ts';
import { markdownTable } from '../markdown-table.ts';
import { median } from '../median.ts';
import type { WritesResult } from './writes.ts';

export interface Results {
  readonly about: readonly string[];
  readonly fanOuts: readonly FanOutResult[];
  readonly latencies: readonly LatencyResult[];
  readonly writes: readonly WritesResult[];
  readonly seconds: number;
}

const INTRODUCTION = `# Benchmarks of the live feed

\`bare\` is \`ws\` sending one ready text of the same size to every socket, \`frames\` the same as frames made beforehand,
\`recipe\` Yoga with graphql-ws and its own pub/sub as its documentation shows them, \`rapport\` this server with real
events, each subject loaded from PostgreSQL and visibility on. What is compared, and how: \`test/bench/feed/README.md\`.

**Only ratios mean anything.** All contestants ran in turns in one run on one machine; the plain figures change with the
machine and with what else it does.`;

/** Writes the page with the results of a run. */
export function report({ about, fanOuts, latencies, writes, seconds }: Results): string {
  const sections = [
    INTRODUCTION,
    [...about, `The run took ${Math.round(seconds)} s.`].map((line) => `- ${line}`).join('\n'),
    ...(fanOuts.length > 0 ? [fanOutSection(fanOuts)] : []),
    ...(latencies.length > 0 ? [latencySection(latencies)] : []),
    ...(writes.length > 0 ? [writesSection(writes)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

const NAMES: readonly Name[] = ['bare', 'frames', 'recipe', 'rapport'];

function fanOutSection(results: readonly FanOutResult[]): string {
  const figures = (measure: keyof Turn) =>
    markdownTable(
      ['case', ...NAMES, 'rapport ÷ bare', 'rapport ÷ frames', 'rapport ÷ recipe'],
      results.map(({ fanOut, turns }) => {
        const of = (name: Name) => (turns.get(name) ?? []).map((turn) => turn[measure]);
        return [
          fanOut.title,
          ...NAMES.map((name) => thousands(median(of(name)))),
          ...(['bare', 'frames', 'recipe'] as const).map((name) => ratio(of('rapport'), of(name))),
        ];
      }),
    );
  const heap = markdownTable(
    [
      'case',
      'bare',
      'recipe',
      'rapport',
      'rapport above bare',
      'message: bare',
      'recipe',
      'rapport',
    ],
    results.map(({ fanOut, heap: of, messageBytes }) => [
      fanOut.title,
      ...(['bare', 'recipe', 'rapport'] as const).map((name) => kilobytes(of.get(name))),
      kilobytes(of.get('rapport')! - of.get('bare')!),
      ...(['bare', 'recipe', 'rapport'] as const).map(
        (n) => `${Math.round(messageBytes.get(n)!)} B`,
      ),
    ]),
  );
  return `## Fan-out

Deliveries per second of the server's processor time; the next event is brought about once all subscribers have the last, in
bursts the next 32. Goals against \`bare\`: 0.6 at 200, 0.8 at 1,000 and 5,000 subscribers of
one shape; against \`recipe\`: 5 with one shape, 3 with 200 shapes; against \`frames\` in bursts: 3.

${figures('perCpuSecond')}

${flatness(results)}Deliveries per second, with the clients on the same machine.

${figures('perSecond')}

Heap per idle subscriber (goal: rapport at most 5 KB above bare, one shape), and the size of a message.

${heap}`;
}

/** Whether a larger audience makes each delivery dearer. */
function flatness(results: readonly FanOutResult[]): string {
  const shared = results.filter(({ fanOut }) => fanOut.shapes === 1 && fanOut.inFlight === 1);
  const at = (size: number) => shared.find(({ fanOut }) => fanOut.subscribers === size)?.turns;
  const [few, many] = [at(1_000), at(5_000)];
  if (!few || !many) return '';
  const shares = (['bare', 'recipe', 'rapport'] as const).map((name) => {
    const of = (turns: typeof few) => turns.get(name)!.map((turn) => turn.perCpuSecond);
    return `${name} ${ratio(of(many), of(few))}`;
  });
  return `At 5,000 subscribers, of the figure at 1,000: ${shares.join(', ')}. Goal: rapport about 1.\n\n`;
}

function latencySection(results: readonly LatencyResult[]): string {
  const rows = results.map(({ latency, name, writesPerSecond, p50, p99 }) => [
    `${latency.subscribers} subscribers, ${name}`,
    writesPerSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
  ]);
  return `## From commit to client

Milliseconds, at a fixed rate that takes at most 0.6 of a core of the server; for \`bare\` and \`recipe\`, which write nothing, from
sending and publishing. Here Rapport is one node, which also writes. Goal: p50 at most 10 ms at 200 writes a second.

${markdownTable(['case', 'writes/s', 'p50', 'p99'], rows)}`;
}

function writesSection(results: readonly WritesResult[]): string {
  const rows = results.map(({ writers, withEvents, withoutEvents }) => [
    `${writers} writers`,
    thousands(median(withoutEvents)),
    thousands(median(withEvents)),
    ratio(withEvents, withoutEvents),
  ]);
  return `## What an event costs its write

Writes per second: the command \`logInteraction\`, until its last event is numbered, against a statement that writes the same
rows without an event. Goal: 0.7. Median of ${results[0]!.withEvents.length} interleaved rounds.

${markdownTable(['case', 'without event', 'with event', 'with ÷ without'], rows)}`;
}

/** The median of the rounds' own ratios. */
function ratio(ours: readonly number[], theirs: readonly number[]): string {
  if (theirs.length === 0) return '–';
  return median(ours.map((value, round) => value / theirs[round]!)).toFixed(2);
}

function thousands(value: number): string {
  return Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en');
}

function kilobytes(bytes: number | undefined): string {
  return bytes === undefined ? '–' : `${(bytes / 1024).toFixed(1)} KB`;
}

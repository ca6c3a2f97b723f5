import { closeRoom, type Contestant, type Name, openRoom, sendBurst } from './contestant.ts';

export interface LatencyCase {
  readonly subscribers: number;
  /** Wanted; one that would need more than half a core is slowed down. */
  readonly writesPerSecond: number;
}

export interface LatencyResult {
  readonly latency: LatencyCase;
  readonly name: Name;
  readonly writesPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const SECONDS = 4;
const TRIALS = 10;
const SHARE_OF_A_CORE = 0.5;

/** Measures commit → client at a fixed rate, as low as the contestant needs it. */
export async function measureLatency(
  latency: LatencyCase,
  contestant: Contestant,
): Promise<LatencyResult> {
  const { name, server, emitter, isNumbered, prepare } = contestant;
  await prepare?.();
  const room = await openRoom(contestant, { subscribers: latency.subscribers, shapes: 1 });
  await sendBurst(room, 1);
  const cpuBefore = await server.call('cpuSeconds');
  for (let trial = 0; trial < TRIALS; trial++) await sendBurst(room, 1);
  const cpuPerEvent = ((await server.call('cpuSeconds')) - cpuBefore) / TRIALS;
  const perSecond = Math.min(latency.writesPerSecond, Math.max(1, SHARE_OF_A_CORE / cpuPerEvent));
  const count = Math.ceil(perSecond * SECONDS);

  await room.clients.call('startTiming', { isNumbered });
  room.events += count;
  const [committedAt] = await Promise.all([
    emitter.call('paced', { count, perSecond }),
    room.clients.call('received', room.events * room.subscribers),
  ]);
  const waits = await room.clients.call('latencies', committedAt);
  await room.clients.call('tally');
  await closeRoom(room);
  return { latency, name, writesPerSecond: perSecond, ...waits };
}

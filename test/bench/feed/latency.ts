import { closeRoom, type Contestant, type Name, openRoom, type Room } from './contestant.ts';

export interface LatencyCase {
  readonly subscribers: number;
  /** Wanted; one that would need more than 0.6 of a core is slowed down. */
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
const TRIAL_SECONDS = 0.5;
const SHARE_OF_A_CORE = 0.6;

/** Measures commit → client at a fixed rate, lower than wanted where the contestant needs it. */
export async function measureLatency(
  latency: LatencyCase,
  contestant: Contestant,
): Promise<LatencyResult> {
  const { name, server, isNumbered, prepare } = contestant;
  const { subscribers, writesPerSecond: wanted } = latency;
  await prepare?.();
  const room = await openRoom(contestant, { subscribers, shapes: 1 });
  await sendPaced(room, TRIAL_SECONDS, wanted);
  const cpuBefore = await server.call('cpuSeconds');
  const trialEvents = (await sendPaced(room, TRIAL_SECONDS, wanted)).length;
  const cpuPerEvent = ((await server.call('cpuSeconds')) - cpuBefore) / trialEvents;
  const writesPerSecond = Math.min(wanted, SHARE_OF_A_CORE / cpuPerEvent);

  await room.clients.call('startTiming', { isNumbered });
  const committedAt = await sendPaced(room, SECONDS, writesPerSecond);
  const waits = await room.clients.call('latencies', committedAt);
  await room.clients.call('tally');
  await closeRoom(room);
  return { latency, name, writesPerSecond, ...waits };
}

/** Answers when each event was committed, once every subscriber has all. */
async function sendPaced(room: Room, seconds: number, perSecond: number): Promise<number[]> {
  const count = Math.ceil(perSecond * seconds);
  room.events += count;
  const [committedAt] = await Promise.all([
    room.contestant.emitter.call('paced', { count, perSecond }),
    room.clients.call('received', room.events * room.subscribers),
  ]);
  return committedAt;
}

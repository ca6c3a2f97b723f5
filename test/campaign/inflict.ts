import type { Cluster } from './cluster.ts';
import type { PlannedFault } from './schedule.ts';

const FROZEN_MS = 1_500;

const END_LISTENING = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
const END_SESSIONS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = $1`;

/** Lets a fault happen. What heals by itself goes on healing when this resolves. */
export async function inflict(cluster: Cluster, { fault, node }: PlannedFault): Promise<void> {
  const victim = cluster.nodes[node % cluster.nodes.length]!;
  switch (fault) {
    case 'kill':
      return victim.end('SIGKILL');
    case 'stop':
      return victim.end('SIGTERM');
    case 'freeze':
      return victim.freeze(FROZEN_MS);
    case 'kill-sequencer':
      return cluster.whileSequencing((sequencing) => sequencing.end('SIGKILL'));
    case 'freeze-sequencer':
      return cluster.whileSequencing((sequencing) => sequencing.freeze(FROZEN_MS));
    case 'restart-postgres':
      return cluster.restartPostgres();
    case 'deafen':
      return void (await cluster.pool.query(END_LISTENING));
    case 'disconnect':
      return void (await cluster.pool.query(END_SESSIONS, [victim.name]));
    case 'flush-redis':
    case 'restart-redis':
    case 'freeze-redis':
      return cluster.disturbRedis(fault);
  }
}

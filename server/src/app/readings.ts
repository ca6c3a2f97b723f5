import type { ApiStats } from '../graphql/api-stats.ts';
import type { ReadStats } from '../graphql/reads/reads.ts';
import type { FeedStats } from '../live/feed-stats.ts';
import type { LogState } from '../live/log-state.ts';
import type { Tail } from '../live/tail.ts';
import type { Reading } from '../platform/metrics.ts';

/** What the readings are taken from. */
export interface ReadFrom {
  readonly tail: Pick<Tail, 'position'>;
  readonly feed: FeedStats;
  readonly api: ApiStats;
  readonly reads: ReadStats;
  /** What this process' sequencer has done. */
  readonly sequenced: { readonly batches: number; readonly events: number };
  readonly sockets: () => number;
  /** As it was read for this answer. Null: the database does not answer. */
  readonly log: () => LogState | null;
}

/** Everything that `/metrics` tells of Rapport itself. docs/operations.md has each with its meaning; a test compares. */
export function readings({ tail, feed, api, reads, sequenced, sockets, log }: ReadFrom): Reading[] {
  const gauge = (name: string, help: string, read: Reading['read'], label?: string): Reading => ({
    name: `rapport_${name}`,
    help,
    type: 'gauge',
    read,
    ...(label ? { label } : {}),
  });
  const counter: typeof gauge = (...args) => ({ ...gauge(...args), type: 'counter' });
  const ofLog = (column: keyof LogState) => () => log()?.[column] ?? Number.NaN;

  return [
    gauge('sockets', 'Open WebSockets.', sockets),
    gauge(
      'operations',
      'Operations under way, open subscriptions among them.',
      () => api.operations,
    ),
    counter(
      'socket_messages_total',
      'Messages and pings that came on sockets.',
      () => api.messages,
    ),
    counter(
      'socket_messages_refused_total',
      'Messages and pings that were refused unread.',
      () => api.messagesRefused,
    ),
    counter(
      'sockets_sent_away_total',
      'Sockets closed for holding or sending too much.',
      () => api.socketsSentAway,
    ),
    counter(
      'upgrades_refused_total',
      'Upgrades to a socket that were refused.',
      () => api.upgradesRefused,
      'status',
    ),
    counter(
      'refusals_total',
      'Operations that were refused or failed.',
      () => api.refusals,
      'code',
    ),
    counter('sign_in_failures_total', 'Sign-ins that were refused.', () => api.signInFailures),
    counter(
      'documents_parsed_total',
      'Documents that had to be parsed.',
      () => api.documentsParsed,
    ),
    counter(
      'reads_total',
      'Queries answered, by the path that answered them.',
      () => reads.answered,
      'path',
    ),
    gauge('read_plans', 'Compiled queries that are remembered.', reads.plans),
    counter('export_pages_total', 'Pages of exports written here.', () => api.exportPages),
    counter(
      'export_pages_failed_total',
      'Pages of exports that failed and were to be tried again.',
      () => api.exportPagesFailed,
    ),

    gauge('feed_head', 'The highest number given to an event.', ofLog('head')),
    gauge('feed_floor', 'The lowest number kept.', ofLog('floor')),
    gauge('feed_position', 'The last event this process has read.', () => Number(tail.position)),
    gauge('feed_tail_lag_events', 'Events this process has not read yet.', () =>
      Math.max(0, (log()?.head ?? Number.NaN) - Number(tail.position)),
    ),
    gauge(
      'feed_tail_lag_seconds',
      'How long the first of them has been recorded.',
      ofLog('behindSeconds'),
    ),
    gauge('outbox_waiting', 'Events without a number, counted up to 10,000.', ofLog('waiting')),
    gauge(
      'outbox_oldest_seconds',
      'How long the first of them has waited.',
      ofLog('waitingSeconds'),
    ),
    gauge(
      'oldest_snapshot_seconds',
      'Age of the oldest snapshot in this database; long ones bloat the outbox.',
      ofLog('snapshotSeconds'),
    ),
    counter(
      'sequencer_batches_total',
      'Batches numbered by this process.',
      () => sequenced.batches,
    ),
    counter('sequencer_events_total', 'Events numbered by this process.', () => sequenced.events),

    gauge('feed_groups', 'Groups of subscribers that share an execution.', () => feed.groups),
    gauge('feed_group_members', 'Subscribers in them.', () => feed.members),
    gauge('feed_ring_events', 'Events held in memory.', () => feed.ringEvents),
    gauge('feed_ring_bytes', 'Bytes that they take, about.', () => feed.ringBytes),
    counter('feed_judged_total', 'How often an event was judged.', () => feed.judged),
    counter('feed_deliveries_total', 'Items handed to connections.', () => feed.deliveries),
    counter('feed_bytes_total', 'Bytes of them.', () => feed.bytes),
    counter('feed_catch_ups_total', 'Reads of the log by one subscriber.', () => feed.catchUps),
    gauge('feed_queued', 'Items kept for slow connections.', () => feed.queued),
    counter(
      'feed_overflows_total',
      'Queues dropped because a connection did not take them.',
      () => feed.overflows,
    ),
    counter('feed_gaps_total', 'Gaps told.', () => feed.gaps, 'reason'),
    counter('feed_dropped_total', 'Events lost on the way. Must stay 0.', () => feed.dropped),
  ];
}

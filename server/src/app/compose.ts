import { setMaxListeners } from 'node:events';
import { openDownloads, writeExports } from '../domains/exports/public.ts';
import { openAuthentication } from '../domains/identity/public.ts';
import { openAdmission } from '../graphql/admission.ts';
import { apiStats } from '../graphql/api-stats.ts';
import { callerReader } from '../graphql/caller.ts';
import type { Services } from '../graphql/context.ts';
import { openEngine } from '../graphql/engine.ts';
import { openHttpApi } from '../graphql/http.ts';
import { openRowLoader } from '../graphql/reads/row-loader.ts';
import { noReads, openReads } from '../graphql/reads/reads.ts';
import { watchSessions } from '../graphql/session-watch.ts';
import { openSocketApi } from '../graphql/websocket.ts';
import { systemClock } from '../kernel/clock.ts';
import { cursors } from '../live/cursor.ts';
import { readHead, settleEpoch } from '../live/feed-head.ts';
import { feedStats } from '../live/feed-stats.ts';
import { openPresence } from '../live/presence.ts';
import { openRedisRing } from '../live/redis-ring.ts';
import { type SequencedBatch, startSequencer } from '../live/sequencer.ts';
import { startTail } from '../live/tail.ts';
import { type Carrier, openBroadcast } from '../platform/broadcast.ts';
import { type DatabaseOptions, openDatabase } from '../platform/database.ts';
import { type Log, openLog } from '../platform/log.ts';
import { type AdmissionLimits, defaultLimits } from '../platform/limit-settings.ts';
import { sharedTallies } from '../platform/shared-tallies.ts';
import { openBell } from '../platform/postgres-bell.ts';
import { redisCarrier } from '../platform/redis-carrier.ts';
import { sealer } from '../platform/secrets.ts';
import { noProxies, type TrustedProxies } from '../platform/trusted-proxies.ts';
import { workerCarrier } from '../platform/worker-carrier.ts';
import { drain } from './drain.ts';
import { graphiqlPage } from './graphiql.ts';
import { startHousekeeping } from './housekeeping.ts';
import { schema } from './schema.ts';
import { openWatch } from './watch.ts';
import { listen, webServer } from './web-server.ts';

export interface ComposeSettings {
  readonly databaseUrl: string;
  readonly sessionSecret: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly logLevel: string;
  readonly isProduction: boolean;
  readonly clientDir?: string;
  /** How long the event log is kept. Default 400. */
  readonly retentionDays?: number;
  /** Over how long the sockets are closed when the server stops. Default 0: at once. */
  readonly drainMs?: number;
  /** How long `/readyz` says before that it is going to. Default 0. */
  readonly noticeMs?: number;
  /** Whose word on where a request came from is believed. Default: nobody's. */
  readonly trustedProxies?: TrustedProxies;
  /** A Redis that all nodes use. Absent: PostgreSQL carries everything. */
  readonly redisUrl?: string;
  /** The number of this process among the workers of one primary (`workers.ts`), from 1. Absent: it is alone. */
  readonly worker?: number;
  /** How much anybody may hold at once, where it is not the default. */
  readonly limits?: Partial<AdmissionLimits>;
  /** How often a socket is pinged. Default 12 s. */
  readonly keepAliveMs?: number;
  /** How long a subscriber's connection may take nothing. Default 30 s. */
  readonly blockedMs?: number;
  /** Whether common requests go the short way past Yoga. Default true; tests compare the two. */
  readonly lane?: boolean;
  /** Whether this process writes the pages of exports. Default: it does. */
  readonly writesExports?: boolean;
  readonly database?: DatabaseOptions;
  /** Whether queries are compiled to SQL. Default true; false: all are executed field by field. */
  readonly compileReads?: boolean;
  /** Whether answers tell which path served them. Default false. */
  readonly tellsPath?: boolean;
}

const DEFAULT_RETENTION_DAYS = 400;

/** A running server. */
export interface App {
  /** The address to open, such as `http://localhost:4000`. */
  readonly url: string;
  /** What commands given from within the process (the demo's) need. */
  readonly services: Services;
  /** Stops taking requests, lets the feeds take their leave, and closes the database. */
  stop(): Promise<void>;
}

/** Builds everything in order on a migrated database, and listens. All wiring is here. */
export async function compose(settings: ComposeSettings): Promise<App> {
  const log = openLog(settings.logLevel, settings.worker);
  const { database, readPool, logPool, attemptPool, close } = openDatabase(
    settings.databaseUrl,
    settings.database,
  );
  await settleEpoch(logPool);
  const { cursorKey, epoch } = await readHead(logPool);

  const broadcast = openBroadcast(log, carrierBetweenNodes(settings, epoch, log));
  const tallies = sharedTallies(broadcast);
  const stats = feedStats();
  const sequenced = { batches: 0, events: 0 };
  const apiCounters = apiStats();
  const tail = await startTail(logPool, log, stats);
  const bell = openBell(settings.databaseUrl, logPool, log, () => tail.poke());
  const ring =
    settings.redisUrl === undefined
      ? null
      : openRedisRing({ url: settings.redisUrl, pool: logPool, tail, log });
  const tellOthers = async (batch: SequencedBatch) => {
    if (!(await ring?.publish(batch))) bell.ring();
  };
  const sequencer = startSequencer({
    pool: logPool,
    log,
    onSequenced(batch) {
      sequenced.batches++;
      sequenced.events += batch.events.length;
      tail.offer(batch.events, batch.epoch);
      void tellOthers(batch);
    },
  });
  const wakeSequencer = () => sequencer.wake();

  const presence = openPresence({ broadcast, tail });

  const clock = systemClock;
  const stopping = new AbortController();
  const draining = new AbortController();
  // Every feed waits for it; that many is no leak.
  setMaxListeners(0, draining.signal);
  const isCompiling = settings.compileReads !== false;
  const statements = { pool: readPool, onStatement: settings.database?.onStatement };
  const services: Services = {
    database,
    rowLoader: isCompiling ? openRowLoader(statements) : undefined,
    logPool,
    clock,
    log,
    tail,
    feedStats: stats,
    cursors: cursors(cursorKey),
    listCursors: sealer(cursorKey, 'list cursor'),
    downloadLinks: sealer(cursorKey, 'download link'),
    authentication: openAuthentication({
      database,
      attemptPool,
      clock,
      sessionSecret: settings.sessionSecret,
      wakeSequencer,
      onRefused: () => apiCounters.signInFailures++,
    }),
    callerOf: callerReader(settings.trustedProxies ?? noProxies),
    admission: openAdmission({ ...defaultLimits, ...settings.limits }, tallies),
    apiStats: apiCounters,
    wakeSequencer,
    broadcast,
    presence,
    drain: draining.signal,
  };
  const reads = isCompiling
    ? openReads({
        schema,
        listCursors: services.listCursors,
        accessSql: services.authentication.accessSql,
        ...statements,
      })
    : undefined;
  const engine = openEngine(schema, services, { reads, tellsPath: settings.tellsPath });
  const stopExports =
    settings.writesExports === false ? undefined : writeExports({ services, engine });
  const sessions = watchSessions(tail);
  const { keepAliveMs, blockedMs } = settings;
  const patience = blockedMs === undefined ? {} : { blockedMs };
  const sockets = openSocketApi({
    engine,
    services,
    sessions,
    ...patience,
    ...(keepAliveMs === undefined ? {} : { keepAliveMs }),
  });
  const server = webServer({
    api: openHttpApi({
      engine,
      services,
      sessions,
      isSecure: settings.isProduction,
      lane: settings.lane ?? true,
      ...patience,
    }),
    download: openDownloads(services),
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    ...openWatch({
      services,
      sockets: () => sockets.size,
      reads: reads?.stats ?? noReads,
      sequenced,
      isStopping: () => stopping.signal.aborted,
      degraded: () => (ring && !ring.isUp ? { redis: 'away; PostgreSQL carries the feed' } : {}),
      worker: settings.worker,
    }),
    ...(settings.isProduction ? {} : { graphiql: graphiqlPage }),
    ...(settings.clientDir === undefined ? {} : { clientDir: settings.clientDir }),
  });

  const isFirst = (settings.worker ?? 1) === 1;
  const stopHousekeeping = isFirst
    ? startHousekeeping({
        database,
        logPool,
        clock,
        log,
        retentionDays: settings.retentionDays ?? DEFAULT_RETENTION_DAYS,
      })
    : undefined;

  const stop = async () => {
    await drain({
      server,
      sockets,
      stopping,
      draining,
      noticeMs: settings.noticeMs ?? 0,
      drainMs: settings.drainMs ?? 0,
    });
    stopHousekeeping?.();
    await stopExports?.();
    sessions.stop();
    await sequencer.stop();
    await ring?.stop();
    await bell.stop();
    presence.stop();
    await tail.stop();
    tallies.stop();
    await broadcast.stop();
    await close();
  };

  try {
    const url = await listen(server, settings.host, settings.port);
    return { url, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function carrierBetweenNodes(
  { redisUrl, worker }: ComposeSettings,
  installation: string,
  log: Log,
): Carrier | undefined {
  if (redisUrl !== undefined) return redisCarrier(redisUrl, installation, log);
  return worker === undefined ? undefined : workerCarrier();
}

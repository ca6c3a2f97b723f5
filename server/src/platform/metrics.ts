import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { joinMetrics } from './worker-metrics.ts';

/** What `/metrics` shows, in Prometheus' text format. One per process. */
export interface Metrics {
  readonly contentType: string;
  /** Counts one answered request. `route` is one of a few names, never a path. */
  countRequest(route: string, status: number, seconds: number): void;
  text(): Promise<string>;
}

/** One metric, read when somebody asks. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  /** A counter only grows while the process lives. */
  readonly type: 'gauge' | 'counter';
  /** Tells its values apart. What they are is a closed list; never an id, an address or a text from outside. */
  readonly label?: string;
  /** One number, or one for each value of the label. NaN: not known just now. */
  read(): number | Readonly<Record<string, number>>;
}

/**
 * Opens the registry over readings. `prepare` is waited for before they are read, once per time that
 * somebody asks: what has to be fetched for them together. One of several workers answers for all.
 */
export function openMetrics(
  readings: readonly Reading[],
  prepare: () => Promise<void>,
  worker?: number,
): Metrics {
  const registry = new Registry();
  const tell = registry.getMetricsAsJSON.bind(registry);
  registry.getMetricsAsJSON = async () => {
    await prepare();
    return tell();
  };
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'rapport_http_request_seconds',
    help: 'How long requests took, by route and status class.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  for (const reading of readings) register(registry, reading);
  const ofAllWorkers = worker === undefined ? null : joinMetrics(registry, worker);
  return {
    contentType: registry.contentType,
    countRequest: (route, status, seconds) =>
      requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
    async text() {
      if (ofAllWorkers) return ofAllWorkers();
      await prepare();
      return registry.metrics();
    },
  };
}

function register(registry: Registry, { name, help, type, label, read }: Reading): void {
  const options = { name, help, registers: [registry], labelNames: label ? [label] : [] };
  const set = (put: (labels: Record<string, string>, value: number) => void) => {
    const values = read();
    if (typeof values === 'number') put({}, values);
    else for (const [of, value] of Object.entries(values)) put({ [label!]: of }, value);
  };
  if (type === 'gauge') {
    const gauge: Gauge = new Gauge({ ...options, collect: () => set((l, v) => gauge.set(l, v)) });
    return;
  }
  const counter: Counter = new Counter({
    ...options,
    collect() {
      counter.reset();
      set((l, v) => counter.inc(l, v));
    },
  });
}

import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows, in Prometheus' text format. One per process. */
export interface Metrics {
  readonly contentType: string;
  /** Counts one answered request. `route` is one of a few names, never a path. */
  countRequest(route: string, status: number, seconds: number): void;
  text(): Promise<string>;
}

/** Opens the registry. The gauges are read when somebody asks for them. */
export function openMetrics(gauges: {
  readonly sockets: () => number;
  readonly position: () => bigint;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'rapport_http_request_seconds',
    help: 'How long requests took, by route and status class.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number) => {
    const made: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: () => made.set(read()),
    });
  };
  gauge('rapport_sockets', 'Open WebSockets.', gauges.sockets);
  gauge('rapport_feed_position', 'The last event this process has read.', () =>
    Number(gauges.position()),
  );
  return {
    contentType: registry.contentType,
    countRequest: (route, status, seconds) =>
      requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
    text: () => registry.metrics(),
  };
}

/** What a server process says of itself at `/metrics`. */
export interface ProcessMetrics {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** Queues of events that a connection did not take, and events that were lost with them: none, ever. */
  readonly overflows: number;
  readonly dropped: number;
}

export async function readProcessMetrics(url: string): Promise<ProcessMetrics> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (name: string) => {
    const value = new RegExp(`^${name} (\\S+)$`, 'mu').exec(text)?.[1];
    if (value === undefined) throw new Error(`There is no ${name} among the metrics.`);
    return Number(value);
  };
  return {
    cpuSeconds: read('process_cpu_seconds_total'),
    residentBytes: read('process_resident_memory_bytes'),
    overflows: read('rapport_feed_overflows_total'),
    dropped: read('rapport_feed_dropped_total'),
  };
}

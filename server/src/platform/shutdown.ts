/** What has to be stopped at the end, and the word that the end has come. */
export interface Shutdown {
  /** Aborts at the first request to stop: a signal, or the end of the process that started us. */
  readonly signal: AbortSignal;
  /** Resolves at that request. */
  readonly requested: Promise<void>;
  /** Adds something to stop. What was added last is stopped first. */
  onStop(stop: () => Promise<void>): void;
  /** Asks for the stop from within. */
  request(): void;
  /** Stops everything, one after the other; a failure of one does not spare the others. Once. */
  run(): Promise<void>;
}

const REQUESTS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;

/**
 * Listens for requests to stop. Repeated ones count as one, since Ctrl-C reaches every process of
 * the terminal and `npm` hands signals down once more.
 */
export function listenForShutdown(): Shutdown {
  const controller = new AbortController();
  const requested = Promise.withResolvers<void>();
  const stops: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;

  const request = () => {
    controller.abort();
    requested.resolve();
  };
  for (const name of REQUESTS) process.on(name, request);

  async function stopAll(): Promise<void> {
    request();
    const failures: unknown[] = [];
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      await stop().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be stopped');
  }

  return {
    signal: controller.signal,
    requested: requested.promise,
    onStop: (stop) => void stops.push(stop),
    request,
    run: () => (running ??= stopAll()),
  };
}

import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

interface Asked {
  readonly metricsAskedBy: string;
}

interface Answered {
  readonly metricsFor: string;
  /** Null: not every worker answered. */
  readonly text: string | null;
}

const LIMIT_MS = 6_000;

/**
 * In a worker: offers its registry to its primary, and answers with a way to ask there for those of
 * all workers together. Its own are told apart by the label `worker`.
 */
export function joinMetrics(registry: Registry, worker: number): () => Promise<string> {
  registry.setDefaultLabels({ worker: String(worker) });
  // Its making is what lets prom-client listen for the primary.
  void new AggregatorRegistry();
  AggregatorRegistry.setRegistries([registry]);
  return () =>
    new Promise((resolve, reject) => {
      const id = crypto.randomUUID();
      const end = (error: Error | null, text = '') => {
        clearTimeout(timer);
        process.off('message', take);
        if (error) reject(error);
        else resolve(text);
      };
      const take = (message: unknown) => {
        const { metricsFor, text } = message as Partial<Answered>;
        if (metricsFor !== id) return;
        if (typeof text === 'string') end(null, text);
        else end(new Error('Not every worker told its metrics.'));
      };
      const timer = setTimeout(() => end(new Error('The primary does not answer.')), LIMIT_MS);
      process.on('message', take);
      process.send?.({ metricsAskedBy: id } satisfies Asked);
    });
}

/** In the primary: answers workers that ask for the metrics of all. */
export function answerMetricsOfAll(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', (worker: Worker, message: unknown) => {
    const { metricsAskedBy: id } = message as Partial<Asked>;
    if (id === undefined) return;
    const answer = (text: string | null) => {
      if (worker.isConnected()) worker.send({ metricsFor: id, text } satisfies Answered);
    };
    all.clusterMetrics().then(answer, () => answer(null));
  });
}

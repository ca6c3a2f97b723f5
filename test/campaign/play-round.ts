import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { graphqlRequest } from '../support/graphql-request.ts';
import { inflict } from './inflict.ts';
import { openNotebook } from './notebook.ts';
import { readTruth, type RoundRecord } from './record.ts';
import type { Schedule } from './schedule.ts';
import { setStage, type Stage, type Theatre } from './stage.ts';
import { openSubscriber, type Subscriber } from './subscriber.ts';
import { expected, viewOf } from './view.ts';
import { openWriter } from './writer.ts';

/**
 * How long the last events may take once everything runs and is quiet again. Shorter than the silence
 * after which a heartbeat would bring to light what a feed had overlooked.
 */
const CATCH_UP_LIMIT_MS = 12_000;
const STEP_POLL_MS = 5;

/** Plays one round, and answers with all that is known of it. */
export async function playRound(theatre: Theatre, schedule: Schedule): Promise<RoundRecord> {
  const notebook = openNotebook();
  const stage = await setStage(theatre, notebook);
  const page = await loadPage(stage);
  const subscribers = schedule.subscribers.map((plan, turn) =>
    openSubscriber(stage, plan, turn, page),
  );
  await Promise.all(subscribers.map(({ begun }) => begun));
  const release = schedule.isHeldOpen ? await holdTransactionsOpen(stage) : undefined;

  await act(stage, schedule, subscribers, (name) => openWriter(stage, notebook, name));

  await release?.();
  await stage.cluster.settle();
  for (const subscriber of subscribers) subscriber.recover();
  const { log } = await readTruth(stage.cluster.pool, stage.workspaceId);
  const named = { customerId: stage.customers[0]!, userId: stage.userId };
  await Promise.all(
    subscribers.map((subscriber, index) => {
      const view = viewOf(schedule.subscribers[index]!.view, named);
      return subscriber.caughtUp((from) => expected(view, log, from).length, CATCH_UP_LIMIT_MS);
    }),
  );
  const witnesses = await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
  const truth = await readTruth(stage.cluster.pool, stage.workspaceId);
  return { attempts: notebook.attempts, witnesses, ...named, ...truth };
}

/** The writers write, and go on from the beginning of their plans until every fault has happened and healed. */
async function act(
  stage: Stage,
  schedule: Schedule,
  subscribers: readonly Subscriber[],
  open: (name: string) => ReturnType<typeof openWriter>,
): Promise<void> {
  let steps = 0;
  let isHealed = false;
  let hasFailed = false;
  const total = schedule.writers.reduce((sum, plan) => sum + plan.length, 0);
  const writing = schedule.writers.map(async (plan, index) => {
    const writer = open(`w${index}`);
    for (let next = 0; (next < plan.length || !isHealed) && !hasFailed; next++) {
      await writer.take(plan[next % plan.length]!);
      steps++;
      for (const subscriber of subscribers) subscriber.atStep(steps);
    }
  });
  const damage = async () => {
    for (const planned of schedule.faults) {
      while (steps < Math.min(planned.at, total) && !hasFailed) await pause(STEP_POLL_MS);
      await inflict(stage.cluster, planned);
    }
    await Promise.all(stage.cluster.nodes.map((node) => node.settled()));
    isHealed = true;
  };
  const all = [...writing, damage()];
  for (const one of all) one.catch(() => (hasFailed = true));
  await Promise.all(all);
}

/** From where a page is loaded, at any node. */
async function loadPage({ cluster, token }: Stage): Promise<string> {
  const { data } = await graphqlRequest<{ feedHead: string }>(
    cluster.address(0),
    '{ feedHead }',
    {},
    token,
  );
  return data.feedHead;
}

/** Writing transactions that are begun before everything else and stay open: in another database, and in this one. */
async function holdTransactionsOpen({ cluster }: Stage): Promise<() => Promise<void>> {
  const elsewhere = new URL(cluster.databaseUrl);
  elsewhere.pathname = '/postgres';
  const clients = [elsewhere.href, cluster.databaseUrl].map(
    (connectionString) => new Client({ connectionString }),
  );
  for (const client of clients) {
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await client.query('SELECT pg_current_xact_id()');
  }
  return async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  };
}

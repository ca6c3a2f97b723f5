import { setTimeout as pause } from 'node:timers/promises';
import { globalId, readGlobalId } from '../../server/src/graphql/global-id.ts';
import { ask, type Result } from './ask.ts';
import type { Notebook } from './notebook.ts';
import type { Step } from './schedule.ts';
import { changeRows } from './transaction.ts';
import type { Stage } from './stage.ts';

/** One who writes: takes steps one after the other, and remembers what it has made. */
export interface Writer {
  take(step: Step): Promise<void>;
}

const RETRY_MS = 25;
const MOST_TRIES = 2_000;

export function openWriter(stage: Stage, notebook: Notebook, name: string): Writer {
  /** Interactions of its own that are not deleted. */
  const made: string[] = [];
  let steps = 0;

  /** Asks node after node until one answers, or only once; under one key, so that it has one effect. */
  const request = async (
    step: Step,
    mutation: { name: string; type: string; input: object },
    key: string,
  ): Promise<readonly Result[] | null> => {
    const input = { ...mutation.input, idempotencyKey: key };
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const url = stage.cluster.address(step.node + tries);
      const answer = await ask(url, stage.token, { ...mutation, input });
      const isBusy =
        answer.outcome === 'done' &&
        answer.results.some(({ code }) => code === 'IDEMPOTENCY_IN_PROGRESS');
      if (answer.outcome === 'done' && !isBusy) return answer.results;
      if (step.isOnce) return null;
      await pause(RETRY_MS);
    }
    throw new Error(`${key} was never acknowledged`);
  };

  /** One mutation with one effect, which is recognised by its mark. */
  const single = async (
    step: Step,
    mutation: { name: string; type: string; input: object },
    mark: string,
    key = mark,
  ): Promise<string | undefined> => {
    const attempt = notebook.begin(step.does, mark);
    const results = await request(step, mutation, key);
    if (results === null) return undefined;
    const [result] = results;
    attempt.end(result?.id === undefined ? 'refused' : 'acknowledged');
    return result?.id;
  };

  const customerAt = (row: number) => stage.customers[row]!;
  const customerOf = (step: Step) => globalId('Customer', customerAt(step.row));
  const interactionInput = (step: Step, subject: string) => ({
    customerId: customerOf(step),
    channel: step.channel,
    subject,
  });
  const profile = (step: Step, mark: string) => ({
    id: customerOf(step),
    jobTitle: mark,
    ownerId: step.isOwned ? globalId('User', stage.userId) : null,
  });
  const update = { name: 'updateCustomer', type: 'Customer' };

  const acts: Record<Step['does'], (step: Step, mark: string) => Promise<void>> = {
    async log(step, mark) {
      const input = interactionInput(step, mark);
      const id = await single(step, { name: 'logInteraction', type: 'Interaction', input }, mark);
      if (id) made.push(id);
    },
    async batch(step, mark) {
      const marks = Array.from({ length: 1 + (step.heldMs % 4) }, (_, row) => `${mark}.${row}`);
      const attempts = marks.map((one) => notebook.begin('batch', one));
      const interactions = marks.map((one) => interactionInput(step, one));
      const mutation = { name: 'logInteractions', type: 'Interaction', input: { interactions } };
      const results = await request(step, mutation, mark);
      results?.forEach(({ id }, row) => {
        attempts[row]!.end(id === undefined ? 'refused' : 'acknowledged');
        if (id !== undefined) made.push(id);
      });
    },
    async update(step, mark) {
      await single(step, { ...update, input: profile(step, mark) }, mark);
    },
    async 'update-seen'(step, mark) {
      const seenVersion = await stage.versionOf(customerAt(step.row));
      if (seenVersion === undefined) return;
      await single(step, { ...update, input: { ...profile(step, mark), seenVersion } }, mark);
    },
    async correct(step, mark) {
      const id = made.at(-1);
      if (id === undefined) return acts.log(step, mark);
      const input = { id, subject: mark, channel: step.channel };
      await single(step, { name: 'correctInteraction', type: 'Interaction', input }, mark);
    },
    async delete(step, mark) {
      const id = made.shift();
      if (id === undefined) return acts.log(step, mark);
      const gone = `deleted ${readGlobalId(id)!.id}`;
      const mutation = { name: 'deleteInteraction', type: 'Customer', input: { id } };
      await single(step, mutation, gone, mark);
    },
    async organization(step, mark) {
      const input = { name: mark };
      await single(step, { name: 'createOrganization', type: 'Organization', input }, mark);
    },
    long: (step, mark) => changeRows(stage, notebook, step, [customerAt(step.row)], mark),
    'give-up': (step, mark) => changeRows(stage, notebook, step, [customerAt(step.row)], mark),
    /** Two rows, each way round: two who cross each other are in each other's way for good, until one gives in. */
    cross(step, mark) {
      const other = (step.row + 1) % stage.customers.length;
      const rows = [customerAt(step.row), customerAt(other)];
      return changeRows(stage, notebook, step, step.isOwned ? rows : rows.toReversed(), mark);
    },
  };

  return {
    async take(step) {
      await acts[step.does](step, `${name}-${++steps}`);
      await pause(step.pauseMs);
    },
  };
}

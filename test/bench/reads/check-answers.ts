import { deepStrictEqual } from 'node:assert';
import type { Child } from '../open-child.ts';
import type { LoadCalls } from './load-client.ts';
import type { Contestant } from './measure.ts';
import type { OperationName } from './operations.ts';
import { comparable } from './same-answer.ts';

const COMPARED = 60;

/** Asks every contestant the same. @throws {Error} the answers differ, with the first difference */
export async function checkAnswers(
  contestants: readonly Contestant[],
  operation: OperationName,
  client: Pick<Child<LoadCalls>, 'call'>,
): Promise<void> {
  const answers = [];
  for (const { system, inputs } of contestants) {
    const all = inputs.all[operation];
    const asked = all.length > COMPARED ? all.slice(-COMPARED) : all;
    const bodies = asked.map((input) => system.body(operation, input));
    system.thaw();
    const texts = await client.call('ask', { ...system.target, bodies });
    system.freeze();
    answers.push({ name: system.name, told: texts.map((text) => comparable(operation, text)) });
  }
  const [first, ...others] = answers;
  for (const other of others) {
    first!.told.forEach((told, index) =>
      deepStrictEqual(
        other.told[index],
        told,
        `${operation}, request ${index}: ${other.name} and ${first!.name} answer differently.\n${JSON.stringify(other.told[index])}\n${JSON.stringify(told)}`,
      ),
    );
  }
}

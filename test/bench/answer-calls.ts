import { inspect } from 'node:util';

/** What a child process can be asked to do, by name. Arguments and answers travel as JSON. */
export type Calls = Readonly<Record<string, (argument: never) => unknown>>;

export interface CallMessage {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

export interface AnswerMessage {
  readonly id: number;
  readonly answer?: unknown;
  readonly failure?: string;
}

/** Answers the parent's calls until the parent lets go of this process. */
export function answerCalls(calls: Calls): void {
  process.on('message', (message: CallMessage) => void answer(calls, message));
  process.once('disconnect', () => process.exit());
  process.send!('ready');
}

async function answer(calls: Calls, { id, name, argument }: CallMessage): Promise<void> {
  let message: AnswerMessage;
  try {
    message = { id, answer: await calls[name]!(argument as never) };
  } catch (error) {
    message = { id, failure: inspect(error) };
  }
  process.send!(message);
}

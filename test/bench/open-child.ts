import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import type { AnswerMessage, CallMessage, Calls } from './answer-calls.ts';

/** A process of its own, and how to ask it for something. */
export interface Child<C extends Calls> {
  readonly pid: number;
  call<Name extends keyof C & string>(
    name: Name,
    ...argument: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>>;
  /** Ends it. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

export interface ChildOptions {
  /** More flags for its Node. */
  readonly execArgv?: readonly string[];
  /** More of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a program that answers calls. */
export async function openChild<C extends Calls>(
  file: URL,
  { execArgv = [], env = {} }: ChildOptions = {},
): Promise<Child<C>> {
  const program = basename(file.pathname);
  const child = fork(file, {
    execArgv: ['--expose-gc', ...execArgv],
    env: { ...process.env, ...env },
  });
  running.add(child);
  const waiting = new Map<number, (message: AnswerMessage) => void>();
  let calls = 0;
  const exited = once(child, 'exit').then(() => {
    running.delete(child);
    for (const settle of waiting.values()) settle({ id: 0, failure: `${program} has ended.` });
  });
  await Promise.race([once(child, 'message'), exited]);
  child.on('message', (message: AnswerMessage) => {
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  return {
    pid: child.pid!,
    call(name, ...[argument]) {
      const id = ++calls;
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ answer, failure }) => {
          if (failure === undefined) resolve(answer as never);
          else reject(new Error(`${program}, ${name}: ${failure}`));
        });
        if (child.connected) child.send({ id, name, argument } satisfies CallMessage);
        else waiting.get(id)!({ id, failure: 'it has ended.' });
      });
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** Kills those that a run which failed halfway left running. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}

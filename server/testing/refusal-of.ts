import { Problem } from '../src/kernel/problem.ts';

/** The problem with which a command refuses. Fails when it works, or fails in another way. */
export async function refusalOf(run: Promise<unknown>): Promise<Problem> {
  try {
    await run;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('The command was expected to refuse, and worked.');
}

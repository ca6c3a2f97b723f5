/**
 * A reason not to start that the person at the terminal can mend: the message says what is wrong
 * and what to do, so it is shown without a stack.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

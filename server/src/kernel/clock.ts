/** Tells the time, in UTC. A parameter wherever time matters, so that tests and the demo set it. */
export type Clock = () => Date;

/** The machine's own clock. */
export const systemClock: Clock = () => new Date();

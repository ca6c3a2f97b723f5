/** What every server of the comparison tells of its own process. */
export const measures = {
  /** Processor time used so far, in seconds: its own and the kernel's on its behalf. */
  cpuSeconds(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  /** What is alive on the JavaScript heap. */
  heapBytes(): number {
    for (let pass = 0; pass < 3; pass++) globalThis.gc!();
    return process.memoryUsage().heapUsed;
  },
  /** What the process holds of the machine's memory. */
  residentBytes(): number {
    return process.memoryUsage.rss();
  },
};

/** Milliseconds on a clock that all processes of the machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

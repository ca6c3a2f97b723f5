import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Looks into another process' memory, by the debugger that it was started with (`--inspect`). */
export interface HeapProbe {
  /** What it holds on to, right after its garbage was collected. */
  heldBytes(): Promise<number>;
  close(): void;
}

const ADDRESS = /^Debugger listening on (ws:\S+)$/u;

/** Finds the debugger's address among the lines that the process has written. */
export async function openHeapProbe(lines: readonly string[]): Promise<HeapProbe> {
  const address = lines.map((line) => ADDRESS.exec(line)?.[1]).find((found) => found !== undefined);
  if (address === undefined) throw new Error('The process was not started with --inspect.');
  const socket = new WebSocket(address);
  await once(socket, 'open');
  let last = 0;
  const ask = async (method: string): Promise<Record<string, number>> => {
    const id = ++last;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [frame] = (await once(socket, 'message')) as [Buffer];
      const message = JSON.parse(frame.toString()) as {
        id: number;
        result: Record<string, number>;
      };
      if (message.id === id) return message.result;
    }
  };
  return {
    async heldBytes() {
      await ask('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize } = await ask('Runtime.getHeapUsage');
      return usedSize! + (backingStorageSize ?? 0);
    },
    close: () => socket.terminate(),
  };
}

import pg from 'pg';
import type { Log } from './log.ts';

/** Tells other processes on the same database to read the log again. A hint: it may be lost, and carries nothing. */
export interface Bell {
  ring(): void;
  stop(): Promise<void>;
}

const CHANNEL = 'rapport_feed';
const RECONNECT_MS = 1_000;

/**
 * Opens a connection of its own to LISTEN on, and opens it again whenever it breaks. Rings are
 * sent outside any writing transaction, since NOTIFY takes a lock over the whole instance at
 * commit; rings that would overlap are merged.
 */
export function openBell(url: string, pool: pg.Pool, log: Log, onRing: () => void): Bell {
  let stopped = false;
  let listener: pg.Client | null = null;
  /** The listener while it hears. It rings too, so that its own rings are told from others'. */
  let hearing: pg.Client | null = null;
  let reconnect: NodeJS.Timeout | undefined;
  let ringing: Promise<void> | null = null;
  let ringAgain = false;

  const listen = async () => {
    if (stopped) return;
    const client = new pg.Client({
      connectionString: url,
      application_name: 'rapport bell',
      keepAlive: true,
    });
    listener = client;
    let broken = false;
    const breakOff = (error?: Error) => {
      if (broken || stopped) return;
      broken = true;
      if (hearing === client) hearing = null;
      log.warn({ err: error }, 'The bell fell silent; polling until it is heard again.');
      client.end().catch(() => {});
      reconnect = setTimeout(() => void listen(), RECONNECT_MS);
    };
    client.on('error', breakOff);
    client.on('end', () => breakOff());
    // Who rings has read already.
    client.on('notification', ({ processId }) => processId !== processIdOf(client) && onRing());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      hearing = client;
      onRing();
    } catch (error) {
      breakOff(error as Error);
    }
  };
  void listen();

  const send = async () => {
    do {
      ringAgain = false;
      try {
        await (hearing ?? pool).query(`SELECT pg_notify('${CHANNEL}', '')`);
      } catch (error) {
        log.warn(
          { err: error },
          'The bell could not be rung; others find the events by their poll.',
        );
      }
    } while (ringAgain);
    ringing = null;
  };

  return {
    ring() {
      if (ringing) ringAgain = true;
      else ringing = send();
    },
    async stop() {
      stopped = true;
      clearTimeout(reconnect);
      await ringing;
      await listener?.end().catch(() => {});
    },
  };
}

/** The number of the server's process behind a connection, which a notification names as its sender. */
function processIdOf(client: pg.Client): number | undefined {
  return (client as unknown as { readonly processID?: number }).processID;
}

// Those who ask: one process, some connections, each with one request under way.
import { answerCalls } from '../answer-calls.ts';
import { openHttpConnection, postRequest } from './http-connection.ts';
import { KEY } from './operations.ts';
import { percentile } from '../median.ts';

/** Where requests go, and how they are put. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Load extends Target {
  /** Asked in turns. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Stands in each right answer, and in no other. */
const MARK = '"occurredAt"';
let keys = 0;

const calls = {
  /** Asks each once, one after the other. */
  async ask({ url, headers, bodies }: Target & { bodies: readonly string[] }): Promise<string[]> {
    const connection = await openHttpConnection(url);
    const answers: string[] = [];
    for (const body of bodies) {
      answers.push(
        (await connection.ask(withKey(postRequest(url, headers, body)))).body.toString(),
      );
    }
    connection.close();
    return answers;
  },

  /** Asks for so long. @throws {Error} an answer that is not right */
  async load({ url, headers, bodies, connections, seconds }: Load): Promise<LoadResult> {
    const requests = bodies.map((body) => postRequest(url, headers, body));
    const opened = await Promise.all(
      Array.from({ length: connections }, () => openHttpConnection(url)),
    );
    const times: number[] = [];
    const start = performance.now();
    const end = start + seconds * 1000;
    let next = 0;
    await Promise.all(
      opened.map(async (connection) => {
        for (let asked = performance.now(); asked < end; asked = performance.now()) {
          const { status, body } = await connection.ask(
            withKey(requests[next++ % requests.length]!),
          );
          times.push(performance.now() - asked);
          if (status !== 200 || !body.includes(MARK) || body.includes('"errors":'))
            throw new Error(`${status} ${body.toString().slice(0, 1000)}`);
        }
      }),
    );
    const took = (performance.now() - start) / 1000;
    for (const connection of opened) connection.close();
    return {
      requests: times.length,
      seconds: took,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
    };
  },
};
export type LoadCalls = typeof calls;

/** Puts a key that was never used into the place of the one that all bodies share. */
function withKey(request: Buffer): Buffer {
  const place = request.indexOf(KEY);
  if (place === -1) return request;
  const own = Buffer.from(request);
  const unique = `${process.pid.toString(36).padStart(4, '0').slice(-4)}${(keys++).toString(36).padStart(8, '0')}`;
  own.write(unique, place + KEY.length - unique.length, 'latin1');
  return own;
}

answerCalls(calls);

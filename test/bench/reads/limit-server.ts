// LIMIT: node:http, pg, and a statement by hand that returns the finished text. No schema, nobody asked who they are.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { answerCalls } from '../answer-calls.ts';
import { measures } from '../measures.ts';
import { limitStatement } from './limit-sql.ts';
import type { Input, OperationName } from './operations.ts';
import type { Stage } from './stage.ts';

export interface LimitBody {
  readonly operation: OperationName;
  readonly input: Input;
}

const calls = {
  ...measures,
  async start(stage: Stage) {
    const pool = new pg.Pool({
      connectionString: stage.databaseUrl,
      max: 10,
      idleTimeoutMillis: 0,
      options: '-c TimeZone=UTC',
    });
    const answer = async (body: string): Promise<string> => {
      const { operation, input } = JSON.parse(body) as LimitBody;
      const statement = limitStatement(operation, input, stage);
      const { rows } = await pool.query<string[]>({ ...statement, rowMode: 'array' });
      return `{"data":${rows[0]![0]}}`;
    };
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        answer(Buffer.concat(chunks).toString()).then(
          (text) => {
            response.writeHead(200, {
              'content-type': 'application/json; charset=utf-8',
              'content-length': Buffer.byteLength(text),
            });
            response.end(text);
          },
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  },
};

answerCalls(calls);

import { createServer } from 'node:net';
import { StartProblem } from './start-problem.ts';

/**
 * Finds out, before the long steps of a start, whether the port can be listened on.
 *
 * @throws {StartProblem} somebody else listens there, or we may not; with how to choose another
 */
export async function checkPort(host: string, port: number): Promise<void> {
  const code = await new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
  if (code !== undefined) throw portProblem(host, port, code);
}

/** Says in words why a port cannot be listened on, given the error's code. */
export function portProblem(host: string, port: number, code: string): StartProblem {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program (perhaps another Rapport)`,
    EACCES: `Port ${port} may not be used by this user`,
    EADDRNOTAVAIL: `${host} is not an address of this machine`,
    ENOTFOUND: `${host} is not an address of this machine`,
  };
  return new StartProblem(
    `${reasons[code] ?? `${host}:${port} cannot be listened on (${code})`}. ` +
      `Choose another, for example: PORT=${port + 1 > 65_535 ? 4000 : port + 1} npm start`,
  );
}

import { connect } from 'node:net';

/**
 * Sends bytes as they are, and answers with everything that came back until the server closed.
 * For what no HTTP library would send.
 */
export function rawHttp(url: string, ...chunks: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      for (const chunk of chunks) socket.write(chunk);
    });
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => (received += data));
    socket.on('error', (error) => (received === '' ? reject(error) : resolve(received)));
    socket.on('close', () => resolve(received));
  });
}

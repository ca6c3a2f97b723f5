import { rawHttp } from './raw-http.ts';

/** Everything that comes back, but for what no two answers share. */
export async function bytesOfPost(
  url: string,
  body: string | object,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const lines = Object.entries({
    host: 'rapport.example',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
    ...headers,
  }).filter(([, value]) => value !== '');
  return shareable(
    await rawHttp(
      url,
      `POST /graphql HTTP/1.1\r\n${lines.map((line) => `${line.join(': ')}\r\n`).join('')}\r\n${text}`,
    ),
  );
}

/** The same of a GET with that behind the question mark. */
export async function bytesOfAddress(url: string, search: string, token: string): Promise<string> {
  return shareable(
    await rawHttp(
      url,
      `GET /graphql?${search} HTTP/1.1\r\nhost: rapport.example\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n\r\n`,
    ),
  );
}

function shareable(answer: string): string {
  const requestId = /^x-request-id: (.+)\r$/mu.exec(answer)?.[1];
  return answer
    .replaceAll(requestId ?? 'none', 'the-request-id')
    .replace(/^(date|set-cookie: rapport_session=).*$/gimu, '$1');
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Export } from '@rapport/prisma';
import { authenticate } from '../../graphql/bearer.ts';
import type { Services } from '../../graphql/context.ts';
import { readGlobalId } from '../../graphql/global-id.ts';
import { HttpRefusal, sendRefusal } from '../../graphql/http-request.ts';
import { isDatabaseAway } from '../../platform/sql-state.ts';
import { type ByteRange, byteRange } from './byte-range.ts';
import { fileBytes, mayTake } from './export-file.ts';
import { formats } from './export-format.ts';
import { opensExport } from './export-link.ts';
import { fileName } from './export-row.ts';

type Download = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type DownloadServices = Pick<
  Services,
  'authentication' | 'clock' | 'database' | 'downloadLinks' | 'log'
>;

/** How long a reader may take nothing before its connection is closed. It goes on later with a range. */
const BLOCKED_MS = 60_000;

/**
 * Answers GETs of `/exports/<id>`, by the token of its user or by a link's key: the file, or the one
 * range of bytes that is asked for. Absent, another's and unfinished are one answer.
 */
export function openDownloads(services: DownloadServices): Download {
  return async (request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    try {
      const row = await askedFor(services, request);
      await send(services, request, response, row);
    } catch (error) {
      if (response.headersSent) {
        services.log.info({ err: error, requestId }, 'A download broke off.');
        response.destroy();
        return;
      }
      if (!(error instanceof HttpRefusal))
        services.log.error({ err: error, requestId }, 'A download failed.');
      sendRefusal(request, response, asRefusal(error), requestId);
    }
  };
}

/** @throws {HttpRefusal} 405, 401, 404, 403 */
async function askedFor(services: DownloadServices, request: IncomingMessage): Promise<Export> {
  const { authentication, clock, database, downloadLinks } = services;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new HttpRefusal('METHOD_NOT_ALLOWED', 'Use GET.', { headers: { allow: 'GET, HEAD' } });
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const id = idIn(pathname);
  const key = searchParams.get('key');
  if (key !== null) {
    if (id === null || !opensExport(downloadLinks, key, id, clock())) {
      throw new HttpRefusal('UNAUTHENTICATED', 'This link is not good any more. Take a new one.');
    }
    return takable(database, await database.export.findUnique({ where: { id } }));
  }
  const viewer = await authenticate(authentication, request.headers.authorization);
  if (viewer === null || viewer === 'bad') {
    throw new HttpRefusal('UNAUTHENTICATED', 'Send the token of the user whose file it is.', {
      headers: { 'www-authenticate': 'Bearer' },
    });
  }
  const { workspaceId, userId } = viewer;
  const where = { id: id ?? '', workspaceId, userId };
  return takable(database, id === null ? null : await database.export.findFirst({ where }));
}

async function takable(database: Services['database'], row: Export | null): Promise<Export> {
  if (row?.status !== 'DONE') {
    throw new HttpRefusal('INVALID_INPUT', 'There is no such file.', { status: 404 });
  }
  if (!(await mayTake(database, row))) {
    throw new HttpRefusal(
      'FORBIDDEN',
      'What you may see has changed since this was written. Export it anew.',
      { status: 403 },
    );
  }
  return row;
}

function idIn(pathname: string): string | null {
  try {
    const read = readGlobalId(decodeURIComponent(pathname.slice('/exports/'.length)));
    return read?.typename === 'Export' ? read.id : null;
  } catch {
    return null;
  }
}

async function send(
  { database }: DownloadServices,
  request: IncomingMessage,
  response: ServerResponse,
  row: Export,
): Promise<void> {
  const size = Number(row.bytes);
  const etag = `"${row.id}"`;
  const { range: rangeHeader, 'if-range': ifRange } = request.headers;
  const isSame = ifRange === undefined || ifRange === etag;
  const asked = isSame ? byteRange(rangeHeader, size) : null;
  const common = {
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    etag,
  };
  if (asked === 'unsatisfiable') {
    response.writeHead(416, { ...common, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const range: ByteRange = asked ?? { first: 0, last: size - 1 };
  response.writeHead(asked ? 206 : 200, {
    ...common,
    'content-type': formats[row.format].contentType,
    'content-disposition': `attachment; filename="${fileName(row)}"`,
    'content-length': range.last + 1 - range.first,
    ...(asked ? { 'content-range': `bytes ${range.first}-${range.last}/${size}` } : {}),
  });
  if (request.method === 'HEAD') response.end();
  else await stream(response, fileBytes(database, row, range));
}

/** Writes what comes, no faster than it is taken. */
async function stream(response: ServerResponse, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of bytes) {
    if (response.destroyed) return;
    if (!response.write(piece)) await taken(response);
  }
  response.end();
}

/** @throws {AbortError} nothing was taken in time */
async function taken(response: ServerResponse): Promise<void> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), BLOCKED_MS);
  const { signal } = over;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

function asRefusal(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  return isDatabaseAway(error)
    ? new HttpRefusal('UNAVAILABLE', 'The server cannot answer just now. Try again in a moment.')
    : new HttpRefusal('INTERNAL', 'Something went wrong.', { status: 500 });
}

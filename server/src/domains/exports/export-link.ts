import type { Sealer } from '../../platform/secrets.ts';
import { globalId } from '../../graphql/global-id.ts';

/** How long a link is good for beginning a download. */
export const LINK_MINUTES = 10;

const VERSION = 1;
const LENGTH = 1 + 16 + 6;

/** The path of an export's file. Whoever asks by it alone needs the token of its user. */
export function filePath(id: string): string {
  return `/exports/${encodeURIComponent(globalId('Export', id))}`;
}

/** A link by which a browser downloads a file without a header of its own: it is good for ten minutes. */
export function exportLink(links: Sealer, id: string, now: Date): string {
  const plain = Buffer.alloc(LENGTH);
  plain.writeUInt8(VERSION, 0);
  plain.write(id.replaceAll('-', ''), 1, 'hex');
  plain.writeUIntBE(now.getTime() + LINK_MINUTES * 60_000, 17, 6);
  return `${filePath(id)}?key=${links.seal(plain)}`;
}

/** Whether a link's key opens the file of this export at this time. */
export function opensExport(links: Sealer, key: string, id: string, now: Date): boolean {
  const plain = key.length > 200 ? null : links.open(key);
  if (plain?.length !== LENGTH || plain.readUInt8(0) !== VERSION) return false;
  return (
    plain.toString('hex', 1, 17) === id.replaceAll('-', '') &&
    plain.readUIntBE(17, 6) > now.getTime()
  );
}

import { type Sealer, sealer } from '../platform/secrets.ts';

/** Where a cursor points. */
export interface Position {
  readonly epoch: string;
  readonly seq: bigint;
}

/** Turns positions into opaque texts and back. One per process, made from the key in `feed_head`. */
export interface Cursors {
  /** Equal positions of one workspace give equal texts. */
  write(workspaceId: string, position: Position): string;
  /** Null: not one of ours, changed, or another workspace's. All three are the same answer. */
  read(workspaceId: string, cursor: string): Position | null;
}

const VERSION = 1;
const LENGTH = 1 + 16 + 16 + 8;
const LONGEST_TEXT = 120;
/** Texts that are remembered: an item's place is written again as the one before the next, for every feed. */
const MOST_REMEMBERED = 1_000;

/** Sealed, so that a cursor tells nobody how many events the whole platform has. */
export function cursors(key: Buffer): Cursors {
  const seal: Sealer = sealer(key, 'feed cursor');
  let remembered = new Map<bigint, { workspaceId: string; epoch: string; text: string }>();
  return {
    write(workspaceId, { epoch, seq }) {
      const known = remembered.get(seq);
      if (known?.workspaceId === workspaceId && known.epoch === epoch) return known.text;
      const plain = Buffer.allocUnsafe(LENGTH);
      plain.writeUInt8(VERSION, 0);
      plain.write(epoch.replaceAll('-', ''), 1, 'hex');
      plain.write(workspaceId.replaceAll('-', ''), 17, 'hex');
      plain.writeBigUInt64BE(seq, 33);
      const text = seal.seal(plain);
      if (remembered.size >= MOST_REMEMBERED) remembered = new Map();
      remembered.set(seq, { workspaceId, epoch, text });
      return text;
    },
    read(workspaceId, cursor) {
      if (cursor.length > LONGEST_TEXT) return null;
      const plain = seal.open(cursor);
      if (plain?.length !== LENGTH || plain.readUInt8(0) !== VERSION) return null;
      if (uuidAt(plain, 17) !== workspaceId) return null;
      return { epoch: uuidAt(plain, 1), seq: plain.readBigUInt64BE(33) };
    },
  };
}

function uuidAt(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

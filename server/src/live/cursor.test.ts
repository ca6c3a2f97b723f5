import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursors } from './cursor.ts';

const { write, read } = cursors(randomBytes(32));
const id = fc.uuid();
const seq = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

test('a cursor leads back to its position, and equal positions have equal texts', () => {
  fc.assert(
    fc.property(id, id, seq, (workspaceId, epoch, at) => {
      const cursor = write(workspaceId, { epoch, seq: at });

      expect(read(workspaceId, cursor)).toEqual({ epoch, seq: at });
      expect(write(workspaceId, { epoch, seq: at })).toBe(cursor);
    }),
  );
});

test('a cursor of another workspace, or of another installation, is none', () => {
  fc.assert(
    fc.property(id, id, id, seq, (ours, theirs, epoch, at) => {
      fc.pre(ours !== theirs);

      expect(read(ours, write(theirs, { epoch, seq: at }))).toBeNull();
      expect(read(ours, cursors(randomBytes(32)).write(ours, { epoch, seq: at }))).toBeNull();
    }),
  );
});

test('a cursor with one bit changed is none', () => {
  fc.assert(
    fc.property(id, id, seq, fc.nat(), (workspaceId, epoch, at, where) => {
      const bytes = Buffer.from(write(workspaceId, { epoch, seq: at }), 'base64url');
      const bit = where % (bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);

      expect(read(workspaceId, bytes.toString('base64url'))).toBeNull();
    }),
  );
});

test('any other text is none', () => {
  const workspaceId = '018f3b5e-7c1a-7000-8000-000000000001';
  const cursor = write(workspaceId, { epoch: workspaceId, seq: 7n });
  const near = fc.constantFrom('=', ' ', '\n', '%', 'A').map((tail) => cursor + tail);

  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), near), (text) => {
      expect(read(workspaceId, text)).toBeNull();
    }),
  );
  expect(read(workspaceId, 'A'.repeat(1_000_000))).toBeNull();
});

test('neighbouring positions have nothing in common that could be compared', () => {
  const workspaceId = '018f3b5e-7c1a-7000-8000-000000000001';
  const texts = Array.from({ length: 1000 }, (_, at) =>
    write(workspaceId, { epoch: workspaceId, seq: BigInt(at) }),
  );

  expect(new Set(texts.map((text) => text.slice(0, 8))).size).toBe(texts.length);
  expect(new Set(texts.map((text) => text.slice(-8))).size).toBe(texts.length);
});

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Seals small texts so that outsiders can neither read nor forge them. Equal plain texts seal equally. */
export interface Sealer {
  seal(plain: Buffer): string;
  /** Null when the text was not sealed with this key and purpose, or was changed since. */
  open(sealed: string): Buffer | null;
}

const TAG_BYTES = 16;

/**
 * Makes a deterministic authenticated cipher: a synthetic IV (HMAC-SHA-256 of the plain text, cut
 * to 16 bytes) that is both the tag and the counter of AES-256-CTR. Determinism is wanted: two
 * cursors of one position are one text.
 *
 * @see Rogaway, Shrimpton: Deterministic Authenticated-Encryption (2006); RFC 5297 is the same idea over CMAC
 */
export function sealer(key: Buffer, purpose: string): Sealer {
  // As key objects: Node looks a key in plain bytes over at each use, which takes five times what the sealing does.
  const macKey = createSecretKey(derive(key, `${purpose} mac`));
  const cipherKey = createSecretKey(derive(key, `${purpose} cipher`));
  const tagOf = (plain: Buffer) =>
    createHmac('sha256', macKey).update(plain).digest().subarray(0, TAG_BYTES);

  return {
    seal(plain) {
      const tag = tagOf(plain);
      const cipher = createCipheriv('aes-256-ctr', cipherKey, tag);
      return Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < TAG_BYTES || bytes.toString('base64url') !== sealed) return null;
      const tag = bytes.subarray(0, TAG_BYTES);
      const decipher = createDecipheriv('aes-256-ctr', cipherKey, tag);
      const plain = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]);
      return timingSafeEqual(tag, tagOf(plain)) ? plain : null;
    },
  };
}

/** Derives a 32-byte key for one purpose from a secret (HKDF-SHA-256, RFC 5869). */
export function derive(secret: Buffer | string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `rapport ${purpose}`, 32));
}

/** 32 random bytes as 43 URL-safe characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, for secrets that are random already. Passwords go through `hashPassword`. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

/** Compares in constant time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

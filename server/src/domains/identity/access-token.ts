import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../kernel/clock.ts';
import { Recent } from '../../kernel/recent.ts';
import { derive } from '../../platform/secrets.ts';

/** How long an access token lasts. Short, because it is looked up by session but carried everywhere. */
const ACCESS_TOKEN_MINUTES = 10;

/** Signs and reads access tokens: JWTs that say which session they belong to, and nothing else. */
export interface AccessTokens {
  sign(sessionId: string): Promise<{ token: string; expiresAt: Date }>;
  /** Null: garbled, forged, expired, or not of this installation. */
  read(token: string): Promise<{ sessionId: string; expiresAt: number } | null>;
}

const ISSUER = 'rapport';
const ALGORITHM = 'HS256';
/** How many tokens are remembered as read, until they expire. */
const MOST_REMEMBERED = 5_000;

/**
 * One algorithm, one key and one issuer are accepted; what the token's own header asks for is not.
 *
 * @see RFC 8725, JSON Web Token best current practices, 3.1
 */
export function accessTokens(secret: string, clock: Clock): AccessTokens {
  const key = derive(secret, 'access token');
  const known = new Recent<{ sessionId: string; expiresAt: number }>(MOST_REMEMBERED);
  return {
    async sign(sessionId) {
      const expires = Math.floor(clock().getTime() / 1000) + ACCESS_TOKEN_MINUTES * 60;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setSubject(sessionId)
        .setExpirationTime(expires)
        .sign(key);
      return { token, expiresAt: new Date(expires * 1000) };
    },
    async read(token) {
      const read = known.get(token);
      if (read) return clock().getTime() < read.expiresAt ? read : null;
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          currentDate: clock(),
          requiredClaims: ['sub', 'exp'],
        });
        const found = { sessionId: payload.sub!, expiresAt: payload.exp! * 1000 };
        known.set(token, found);
        return found;
      } catch {
        return null;
      }
    },
  };
}

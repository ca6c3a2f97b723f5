import type { Viewer } from '../kernel/viewer.ts';
import type { Authentication, RememberedViewer } from './context.ts';

/** The token in an `Authorization` header, or in `connection_init`; null when there is none; '' when it is of another scheme. */
function bearerToken(header: unknown): string | null {
  if (header === undefined || header === null) return null;
  const match =
    typeof header === 'string' ? /^Bearer +([\w.~+/=-]{1,2000})$/i.exec(header.trim()) : null;
  return match?.[1] ?? '';
}

/** Who came: a viewer, nobody (null), or somebody whose token means nothing (`bad`). */
export async function authenticate(
  authentication: Authentication,
  header: unknown,
): Promise<Viewer | null | 'bad'> {
  const token = bearerToken(header);
  if (token === null) return null;
  if (token === '') return 'bad';
  return (await authentication.viewerOf(token)) ?? 'bad';
}

/** Whom the same token meant last, without asking the database. Null: nobody, or nothing is remembered. */
export function remember(authentication: Authentication, header: unknown): RememberedViewer | null {
  const token = bearerToken(header);
  return token ? authentication.remembered(token) : null;
}

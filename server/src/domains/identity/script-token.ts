import { isId } from '../../kernel/ids.ts';

const PREFIX = 'rpt_';

/** Writes a script's token: `rpt_`, its session, its secret. The prefix lets secret scanners find it. */
export function writeScriptToken(sessionId: string, secret: string): string {
  return `${PREFIX}${sessionId.replaceAll('-', '')}_${secret}`;
}

/** Reads one. Null: not of this form. */
export function readScriptToken(token: string): { sessionId: string; secret: string } | null {
  const match =
    /^rpt_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/.exec(
      token,
    );
  if (!match) return null;
  const sessionId = match.slice(1, 6).join('-');
  return isId(sessionId) ? { sessionId, secret: match[6]! } : null;
}

/** Whether a bearer token claims to be a script's. */
export function isScriptToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** The five-character SQLSTATE codes that commands react to. @see PostgreSQL documentation, appendix A */
export const sqlStates = {
  deadlock: '40P01',
  serializationFailure: '40001',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  uniqueViolation: '23505',
  divisionByZero: '22012',
  invalidParameterValue: '22023',
} as const;

/** What PostgreSQL said of a failed statement. */
export interface DatabaseRefusal {
  readonly sqlState: string;
  /** The violated constraint or unique index, where there is one. */
  readonly constraint: string | null;
}

/**
 * Finds PostgreSQL's own words in an error, however deep Prisma or the driver wrapped them. Null
 * when the error does not come from the database.
 */
export function databaseRefusal(error: unknown): DatabaseRefusal | null {
  let sqlState: string | null = null;
  let constraint: string | null = null;
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || seen.has(value)) return;
    seen.add(value);
    const fields = value as Record<string, unknown>;
    for (const key of ['originalCode', 'code', 'sqlState']) {
      const code = fields[key];
      if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) {
        sqlState ??= code;
      }
    }
    if (typeof fields.constraint === 'string') constraint ??= fields.constraint;
    if (typeof fields.originalMessage === 'string') {
      constraint ??= /constraint "([^"]+)"/.exec(fields.originalMessage)?.[1] ?? null;
    }
    for (const key of ['meta', 'cause', 'driverAdapterError', 'error']) visit(fields[key]);
  };
  visit(error);
  return sqlState === null ? null : { sqlState, constraint };
}

const CONNECTION_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'P1001',
  'P1017',
  'P2024',
]);

/** Whether the database could not be reached, or is just going down or coming up: worth another try soon. */
export function isDatabaseAway(error: unknown): boolean {
  const state = databaseRefusal(error)?.sqlState;
  if (state !== undefined) return state.startsWith('08') || state.startsWith('57P');
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && CONNECTION_CODES.has(String(cause.code))) return true;
    if (/Connection terminated|Can't reach database/.test(cause.message)) return true;
  }
  return false;
}

import { isRefusalCode, type RefusalCode, refusalStatus } from './refusal.ts';

/** Why an upgrade to a WebSocket was refused. */
export type UpgradeStatus = 400 | 403 | 429 | 503;

/** What the API of one process has done since it started. Plain numbers: counting costs nothing. */
export interface ApiStats {
  /** Operations and requests that were refused, or failed, by code. */
  readonly refusals: Record<RefusalCode, number>;
  /** Upgrades that were refused, by status. */
  readonly upgradesRefused: Record<UpgradeStatus, number>;
  /** Sockets closed by us because somebody held or sent too much. */
  socketsSentAway: number;
  /** Messages and pings on sockets, and those of them that were refused unread. */
  messages: number;
  messagesRefused: number;
  /** Operations under way at this moment: requests, and subscriptions that are open. */
  operations: number;
  /** Sign-ins with a wrong password, or with one too many. */
  signInFailures: number;
  /** Documents that had to be parsed; the others were known. */
  documentsParsed: number;
  /** Pages of exports that were written here, and those that failed and were to be tried again. */
  exportPages: number;
  exportPagesFailed: number;
}

/** Counters that start at 0. One per process. */
export function apiStats(): ApiStats {
  const refusals = Object.fromEntries(
    Object.keys(refusalStatus).map((code) => [code, 0]),
  ) as Record<RefusalCode, number>;
  return {
    refusals,
    upgradesRefused: { 400: 0, 403: 0, 429: 0, 503: 0 },
    socketsSentAway: 0,
    messages: 0,
    messagesRefused: 0,
    operations: 0,
    signInFailures: 0,
    documentsParsed: 0,
    exportPages: 0,
    exportPagesFailed: 0,
  };
}

/** Counts a refusal, if the code is one of ours. */
export function countRefusal({ refusals }: ApiStats, code: unknown): void {
  if (isRefusalCode(code)) refusals[code]++;
}

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TrustedProxies } from '../platform/trusted-proxies.ts';
import type { Caller } from './context.ts';

/** Tells from where a request came. */
export type CallerOf = (request: IncomingMessage) => Caller;

/**
 * Reads who asks from the connection, and from `X-Forwarded-For` as far as proxies that are trusted
 * wrote it: from the right, until one that is not trusted. What stands left of that may be anybody's
 * invention. IPv6 counts by its /64, which is what one household or machine is given.
 */
export function callerReader(isTrusted: TrustedProxies): CallerOf {
  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? '');
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    for (let hop = 0; forwarded.length > 0 && isTrusted(address, hop); hop++) {
      const next = plain(forwarded.pop()!);
      if (isIP(next) === 0) break;
      address = next;
    }
    return { address: networkOf(address), userAgent: headers['user-agent'] ?? '' };
  };
}

/** Without port, brackets and zone, and IPv4 as IPv4. */
function plain(text: string): string {
  const trimmed = text.trim();
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/u.exec(trimmed)?.[1] ??
    /^(\d+\.\d+\.\d+\.\d+):\d+$/u.exec(trimmed)?.[1] ??
    trimmed.split('%', 1)[0]!;
  return bare.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/u, '');
}

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [
    ...left,
    ...Array.from({ length: 8 - left.length - right.length }, () => '0'),
    ...right,
  ];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

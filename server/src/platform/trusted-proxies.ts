import { BlockList, isIP } from 'node:net';

/** Whether what an address forwards is believed. `hop` 0 is who connected to us, 1 whom that one names, and so on. */
export type TrustedProxies = (address: string, hop: number) => boolean;

/** Nobody is. */
export const noProxies: TrustedProxies = () => false;

/**
 * Reads `TRUST_PROXY`: how many proxies stand in front, or their addresses and networks with commas
 * between. Null: it is neither.
 */
export function parseTrustedProxies(text: string): TrustedProxies | null {
  if (/^\d$/u.test(text)) return (_address, hop) => hop < Number(text);
  const trusted = new BlockList();
  for (const entry of text.split(',')) {
    const [address = '', prefix] = entry.trim().split('/');
    const family = isIP(address);
    const longest = family === 6 ? 128 : 32;
    if (family === 0 || (prefix !== undefined && !isPrefix(prefix, longest))) return null;
    trusted.addSubnet(
      address,
      prefix === undefined ? longest : Number(prefix),
      `ipv${family as 4 | 6}`,
    );
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, `ipv${family as 4 | 6}`);
  };
}

function isPrefix(text: string, longest: number): boolean {
  return /^\d{1,3}$/u.test(text) && Number(text) <= longest;
}

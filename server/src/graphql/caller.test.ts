import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { noProxies, parseTrustedProxies } from '../platform/trusted-proxies.ts';
import { callerReader } from './caller.ts';

function addressSeen(trust: string | null, remoteAddress: string, forwarded?: string): string {
  const isTrusted = trust === null ? noProxies : parseTrustedProxies(trust)!;
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const request = { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
  return callerReader(isTrusted)(request).address;
}

test.for([
  [
    'without a proxy, what a caller says of itself is not believed',
    null,
    '10.0.0.1',
    '1.2.3.4',
    '10.0.0.1',
  ],
  ['one proxy tells who connected to it', '1', '10.0.0.1', '1.2.3.4', '1.2.3.4'],
  ['what a caller put in front is left out', '1', '10.0.0.1', '6.6.6.6, 1.2.3.4', '1.2.3.4'],
  ['two proxies', '2', '10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', '1.2.3.4'],
  [
    'a network of proxies, however many',
    '10.0.0.0/8',
    '10.0.0.1',
    '6.6.6.6, 1.2.3.4, 10.9.9.9',
    '1.2.3.4',
  ],
  [
    'somebody outside that network is not believed',
    '10.0.0.0/8',
    '11.0.0.1',
    '1.2.3.4',
    '11.0.0.1',
  ],
  ['addresses one by one, of both families', '10.0.0.1, ::1', '::1', '1.2.3.4', '1.2.3.4'],
  ['IPv4 inside IPv6 is IPv4', '10.0.0.1', '::ffff:10.0.0.1', '::FFFF:1.2.3.4', '1.2.3.4'],
  ['a port is no part of the address', '1', '10.0.0.1', '1.2.3.4:55123', '1.2.3.4'],
  ['nor are brackets', '1', '10.0.0.1', '[2001:db8::7]:443', '2001:db8:0:0::/64'],
  ['what is no address ends the reading', '2', '10.0.0.1', '1.2.3.4, unknown', '10.0.0.1'],
  ['a proxy that names nobody', '1', '10.0.0.1', undefined, '10.0.0.1'],
  [
    'all of a /64 is one caller',
    null,
    '2001:db8:1:2:aaaa:bbbb:cccc:dddd',
    undefined,
    '2001:db8:1:2::/64',
  ],
  ['and its neighbour is another', null, '2001:db8:1:3::1', undefined, '2001:db8:1:3::/64'],
] as const)('%s', ([, trust, remote, forwarded, seen]) => {
  expect(addressSeen(trust, remote, forwarded)).toBe(seen);
});

test.for(['proxy.example', '10.0.0.0/33', '10.0.0.1,', '-1', '10.0.0.1 10.0.0.2', '::1/129'])(
  '%s is not taken for proxies',
  (text) => {
    expect(parseTrustedProxies(text)).toBeNull();
  },
);

import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { addNetwork } from '../config/schema.ts';

/** Says from whom a request comes, for the upstreams that limit rates by address. */
export type Forwarding = (request: IncomingMessage) => string;

/**
 * What `X-Forwarded-For` is to say. Only who is trusted may say for whom it asks; whoever else sends the header may write
 * into it what it likes.
 */
export function forwardedFor(trusted: readonly string[]): Forwarding {
  const list = new BlockList();
  for (const network of trusted) addNetwork(list, network);
  const isTrusted = (address: string) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
  };
  return ({ headers, socket }) => {
    // A socket of both families shows IPv4 in IPv6's clothes.
    const peer = (socket.remoteAddress ?? '').replace(/^::ffff:(?=[\d.]+$)/i, '');
    const said = headers['x-forwarded-for'];
    if (said === undefined || !isTrusted(peer)) return peer;
    const hops = said.toString().split(',');
    const addresses = hops.map((hop) => hop.trim());
    // From the end: each trusted hop has written who came to it; what stands before the first stranger is a tale.
    let first = addresses.length;
    while (first > 0 && isIP(addresses[first - 1] ?? '')) {
      first -= 1;
      if (!isTrusted(addresses[first] ?? '')) break;
    }
    return [...addresses.slice(first), peer].join(', ');
  };
}

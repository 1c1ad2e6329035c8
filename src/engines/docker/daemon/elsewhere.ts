import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { Unusable } from './tls.js';

/**
 * A daemon publishes services on 127.0.0.1 of its own machine, and gives them that machine's folders: on another one they
 * would start, and nothing here would reach them.
 */
export function elsewhere(): Unusable {
  return new Unusable(
    "it is another machine's; services would be on that one's 127.0.0.1, and see its folders",
    "Use this machine's Docker (unset DOCKER_HOST; docker context use default), or run streamkit on that machine",
  );
}

/**
 * Whether a name, or an address, is one of this machine's.
 * @throws what the system says of a name that has no address
 */
export async function isHere(hostname: string): Promise<boolean> {
  const own = Object.values(networkInterfaces()).flatMap((found = []) => found.map(({ address }) => address));
  const addresses = await lookup(hostname, { all: true });
  // All of 127.0.0.0/8 is here, though interfaces have one address of it; and the unspecified address leads here, too.
  return addresses.some(
    ({ address }) => own.includes(address) || /^(127\.|::1$|0\.0\.0\.0$|::$)/.test(address),
  );
}

import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { Unusable } from './tls.js';

/**
 * A daemon publishes services on 127.0.0.1 of its own machine, and gives them that machine's folders: on another one they
 * would start, and nothing here would reach them.
 */
export function elsewhere(): Unusable {
  return new Unusable(
    'it runs on another machine; services would listen on its 127.0.0.1 and use its folders',
    'Use the Docker daemon of this machine (unset DOCKER_HOST; docker context use default), or run streamkit on the other machine.',
  );
}

/**
 * Whether a name, or an address, is one of this machine's.
 * @throws what the system says of a name that has no address
 */
export async function isHere(hostname: string): Promise<boolean> {
  const own = Object.values(networkInterfaces()).flatMap((found = []) => found.map(({ address }) => address));
  const addresses = await lookup(hostname, { all: true });
  // All of 127.0.0.0/8 is local, although interfaces list one address of it; so is the unspecified address.
  return addresses.some(
    ({ address }) => own.includes(address) || /^(127\.|::1$|0\.0\.0\.0$|::$)/.test(address),
  );
}

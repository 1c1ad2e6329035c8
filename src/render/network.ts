import type { NetworkFault } from '../stack/network.js';

/** One line per fault, for people. */
export function faultLines(faults: NetworkFault[]): string[] {
  return faults.map(({ service, other, delayMs }) =>
    delayMs === undefined
      ? `${service} is cut from ${other ?? 'everything'}`
      : `${service}: ${delayMs} ms delay each way, ${other === undefined ? 'to everything' : `to ${other}`}`,
  );
}

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { NetworkControl, Stack } from '../../engine.js';
import { readEntry } from '../process/ledger.js';
import { isAlive, isSuspended } from '../process/process-table.js';
import { readNetwork, writeNetwork } from './faults.js';
import { untilApplied } from './start-relay.js';

/** Faults that relays make; they are in a file of the stack, which its relays read. */
export const relayNetwork: NetworkControl = {
  async faults(stack) {
    return (await readNetwork(stack.dir)).faults;
  },
  async change(stack, services, faults) {
    if (faults.length === 0 && (await readNetwork(stack.dir)).faults.length === 0) return;
    const change = randomUUID();
    await writeNetwork(stack.dir, { change, faults });
    await Promise.all(
      services.map(async ({ name }) => {
        if (await hasRelay(stack, name)) await untilApplied(join(stack.dir, name), name, change);
      }),
    );
  },
};

/** Whether a relay works now: that of a paused service is suspended with it, and reads the file when it is resumed. */
async function hasRelay(stack: Stack, name: string): Promise<boolean> {
  const relay = (await readEntry(join(stack.dir, name)))?.relay;
  return relay !== undefined && (await isAlive(relay)) && !(await isSuspended(relay.pid));
}

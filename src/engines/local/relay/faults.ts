import { join } from 'node:path';
import * as z from 'zod/mini';
import { readIfThere, writeWhole } from '../../../shared/files.js';
import { clients, type NetworkFault } from '../../network-fault.js';

const networkSchema = z.object({
  /** Another one for each change, by which a relay says which it has applied. */
  change: z.string(),
  faults: z.array(
    z.object({
      service: z.string(),
      other: z.optional(z.string()),
      delayMs: z.optional(z.int().check(z.positive())),
    }),
  ),
});

/** The faults of a stack's network, as its relays read them. */
export type Network = z.infer<typeof networkSchema>;

export const calm: Network = { change: '', faults: [] };

/** @param stackDir the folder of the stack. @throws what parsing throws for a damaged file */
export async function readNetwork(stackDir: string): Promise<Network> {
  const text = await readIfThere(networkFile(stackDir));
  return text === undefined ? calm : networkSchema.parse(JSON.parse(text));
}

export async function writeNetwork(stackDir: string, network: Network): Promise<void> {
  await writeWhole(networkFile(stackDir), JSON.stringify(network));
}

export function networkFile(stackDir: string): string {
  return join(stackDir, 'network.json');
}

/** Below a service's folder: the change that its relay has applied. Absent until the relay listens. */
export function appliedFile(serviceDir: string): string {
  return join(serviceDir, 'relay.json');
}

/** What a connection suffers. */
export interface Condition {
  cut: boolean;
  /** Each way. */
  delayMs: number;
}

/**
 * What a connection between a service and the one that opened it suffers. A service reaches itself whatever happens, as a host
 * without a network does. Pure.
 * @param source the service that opened it; undefined for a program that is not a service of the stack
 */
export function conditionOf(faults: NetworkFault[], service: string, source: string | undefined): Condition {
  const ends = [service, source ?? clients];
  const own = source === service ? [] : faults.filter((fault) => concerns(fault, ends));
  return {
    cut: own.some(({ delayMs }) => delayMs === undefined),
    delayMs: own.reduce((sum, { delayMs = 0 }) => sum + delayMs, 0),
  };
}

function concerns({ service, other }: NetworkFault, ends: string[]): boolean {
  return ends.includes(service) && (other === undefined || (other !== service && ends.includes(other)));
}

import type { Session } from '../stack/session.js';
import { processorNames, type Processor, type ProcessorName } from './types.js';

/** How to load each processor's client; a new processor is a line here. */
const loaders: Record<ProcessorName, () => Promise<Processor>> = {
  storm: async () => (await import('./storm.js')).storm,
  flink: async () => (await import('./flink.js')).flink,
  spark: async () => (await import('./spark.js')).spark,
};

/** The service that accepts jobs, by processor. */
export const masters: Record<ProcessorName, string> = {
  storm: 'nimbus',
  flink: 'flink-jobmanager',
  spark: 'spark-master',
};

export async function processorOf(name: ProcessorName): Promise<Processor> {
  return loaders[name]();
}

/** The processors that the stack was brought up with. */
export function processorsOf({ record }: Session): ProcessorName[] {
  return processorNames.filter((name) => record?.ports[masters[name]] !== undefined);
}

import { join } from 'node:path';
import * as z from 'zod/mini';
import { flinkLineageDir } from '../services/flink.js';
import { readIfThere } from '../shared/files.js';
import { runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';

const dataset = z.object({
  namespace: z.string(),
  name: z.string(),
  topics: z.optional(z.array(z.string())),
  group: z.optional(z.string()),
});
const shape = z.object({ reads: z.array(dataset), writes: z.array(dataset) });

type Dataset = z.infer<typeof dataset>;

export interface Lineage {
  /** Topics, with the consumer group that their positions are committed for. */
  reads: { topic: string; group: string | undefined }[];
  /** `topic:NAME`, or `PRODUCT:PLACE` for what is outside of Kafka. */
  writes: string[];
  /** `PRODUCT:PLACE` that is read. */
  stores: string[];
}

/**
 * What a Flink job's connectors declare to read and write; nothing for a job that was started elsewhere, and on Docker, whose
 * image has no listener for it.
 */
export async function lineageOf(session: Session, job: string): Promise<Lineage> {
  const { dir } = runningStack(session, 'flink-jobmanager');
  const text = await readIfThere(join(flinkLineageDir(`${dir}/flink-jobmanager`), `${job}.json`));
  return text === undefined ? { reads: [], writes: [], stores: [] } : lineageIn(text);
}

/** Pure. @param text as the listener in jvm/flink writes it */
export function lineageIn(text: string): Lineage {
  const { reads, writes } = shape.parse(JSON.parse(text));
  return {
    reads: reads.flatMap(({ topics = [], group }) => topics.map((topic) => ({ topic, group }))),
    writes: writes.flatMap((one) =>
      one.topics ? one.topics.map((topic) => `topic:${topic}`) : storesOf(one),
    ),
    stores: reads.flatMap((one) => (one.topics ? [] : storesOf(one))),
  };
}

/** A table of SQL whose connector declares nothing has no namespace: its name says nothing about where it is. */
function storesOf({ namespace, name }: Dataset): string[] {
  const product = /^(\w+):/.exec(namespace)?.[1];
  return product === undefined || product === 'kafka' ? [] : [`${product}:${name}`];
}

import * as z from 'zod/mini';
import { ifKnown, request, type FlinkRest } from './rest.js';

const ids = z.array(z.object({ id: z.string() }));
const values = z.array(z.object({ id: z.string(), max: z.optional(z.number()) }));

/** How far a job's Kafka source has read one partition. */
export interface KafkaPosition {
  /** As metrics name it: with `_` for each `.` of the topic's name. */
  topic: string;
  partition: number;
  /** The next offset; undefined before the first record. */
  next: number | undefined;
}

const offsetMetric = /\.topic\.([\w-]+)\.partition\.(\d+)\.currentOffset$/;

/** What the Kafka sources of a job's vertex have read, by the metrics that each source has by partition. */
export async function kafkaPositions(rest: FlinkRest, job: string, vertex: string): Promise<KafkaPosition[]> {
  const path = `/jobs/${job}/vertices/${vertex}/subtasks/metrics`;
  const names = ((await ifKnown(request(rest, ids, 'GET', path))) ?? [])
    .map(({ id }) => id)
    .filter((id) => offsetMetric.test(id));
  if (names.length === 0) return [];
  const wanted = names.map(encodeURIComponent).join(',');
  const found = await ifKnown(request(rest, values, 'GET', `${path}?get=${wanted}&agg=max`));
  return (found ?? []).flatMap(({ id, max = -1 }) => {
    const [, topic, partition] = offsetMetric.exec(id) ?? [];
    if (topic === undefined) return [];
    return [{ topic, partition: Number(partition), next: max < 0 ? undefined : max + 1 }];
  });
}

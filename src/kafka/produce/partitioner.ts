import type { NewRecord } from '../records/record.js';

/** The partition that a record goes to. */
export type Partitioner = (record: NewRecord) => number;

/**
 * Chooses as all Kafka clients do: the partition that a record names, else by the hash of its key, else each in turn. A
 * preferred partition that does not exist is replaced: by the hash of the key, or so that each partition keeps its order.
 * @param count how many partitions the topic has
 * @param led those with a leader, among which records without a key and a partition are spread
 */
export function partitioner(count: number, led: number[] = []): Partitioner {
  const targets = led.length > 0 ? led : Array.from({ length: count }, (_, partition) => partition);
  let turn = Math.floor(Math.random() * targets.length);
  return ({ partition, preferPartition = false, key }) => {
    if (partition !== undefined && (partition < count || !preferPartition)) return partition;
    if (partition !== undefined && key === null) return partition % count;
    if (key !== null) return (murmur2(key) & 0x7fffffff) % count;
    turn = (turn + 1) % targets.length;
    return targets[turn] ?? 0;
  };
}

const seed = 0x9747b28c;
const factor = 0x5bd1e995;

/** Java's hash of a key, as a signed number (`org.apache.kafka.common.utils.Utils.murmur2`). */
export function murmur2(key: Buffer): number {
  let hash = seed ^ key.length;
  const wholeWords = key.length - (key.length % 4);
  for (let at = 0; at < wholeWords; at += 4) {
    let word = Math.imul(key.readInt32LE(at), factor);
    word ^= word >>> 24;
    hash = Math.imul(hash, factor) ^ Math.imul(word, factor);
  }
  if (wholeWords < key.length) {
    hash = Math.imul(hash ^ key.readUIntLE(wholeWords, key.length - wholeWords), factor);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, factor);
  return hash ^ (hash >>> 15);
}

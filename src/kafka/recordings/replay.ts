import { setTimeout as sleep } from 'node:timers/promises';
import { StreamkitError } from '../../shared/errors.js';
import { produce, type Sent } from '../produce/produce.js';
import type { NewRecord } from '../records/record.js';
import { readRecording, type Due } from './recording.js';

export interface ReplayOptions {
  /** How many times faster than recorded; Infinity for as fast as possible. */
  speed: number;
  /** Start again at the end, until the signal aborts. */
  loop: boolean;
  /** Give records the time of sending instead of their own. */
  now: boolean;
  /** Write all records to this topic. */
  topic: string | undefined;
  signal: AbortSignal;
}

/**
 * Writes the records of a recording again: with their keys, headers, partitions and timestamps, at their pace.
 * @throws StreamkitError NOT_FOUND for a topic that does not exist, USAGE for a file that is not a recording
 */
export async function replay(
  broker: string,
  path: string,
  options: ReplayOptions,
): Promise<(Sent & { topic: string })[]> {
  const topics = await readRecording(path);
  if (topics.size === 0) throw new StreamkitError('USAGE', `${path} has no records.`);
  const started = performance.now();
  // All topics keep the time of the whole recording: the next round starts after its last record.
  const roundMs = Math.max(...[...topics.values()].map((list) => list.at(-1)?.afterMs ?? 0)) + 1;
  return Promise.all(
    [...topics].map(async ([name, list]) => {
      const topic = options.topic ?? name;
      const records = paced(list, { ...options, started, roundMs });
      return { topic, ...(await produce(broker, { topic, records, signal: options.signal })) };
    }),
  );
}

interface Pace extends ReplayOptions {
  /** On the clock of `performance`. */
  started: number;
  roundMs: number;
}

/** The records as they become due, in lists. */
export async function* paced(
  list: Due[],
  { speed, loop, now, started, roundMs, signal }: Pace,
): AsyncGenerator<NewRecord[]> {
  for (let round = 0; round === 0 || loop; round++) {
    for (let at = 0; at < list.length;) {
      signal.throwIfAborted();
      const elapsed = (performance.now() - started) * speed - round * roundMs;
      let end = at;
      while (end < list.length && end - at < mostAtOnce && (list[end]?.afterMs ?? 0) <= elapsed) end++;
      if (end > at) yield list.slice(at, end).map(({ record }) => newRecord(record, now));
      else await sleep(Math.max(1, ((list[at]?.afterMs ?? 0) - elapsed) / speed), undefined, { signal });
      at = end;
    }
  }
}

const mostAtOnce = 1000;

function newRecord({ key, value, headers, partition, timestamp }: Due['record'], now: boolean): NewRecord {
  return {
    key,
    value,
    headers,
    partition,
    preferPartition: true,
    ...(now || timestamp < 0 ? {} : { timestamp }),
  };
}

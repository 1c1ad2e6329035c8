import { StreamkitError } from '../../shared/errors.js';
import { paced } from '../produce/paced.js';
import { produce, type Sent } from '../produce/produce.js';
import { isJsonObject, writeJson, type Json } from '../records/json.js';
import type { NewRecord } from '../records/record.js';
import type { Encode } from './generated-schema.js';
import { singular, snakeCase } from './hints.js';
import { openMoments } from './moment.js';
import type { Shape } from './shape.js';
import { valueOf } from './value-of-shape.js';

export interface GenerateOptions {
  shape: Shape;
  /** The same seed gives the same records. */
  seed: number | undefined;
  /** The records are about what it is named after. */
  topic: string;
  /** Until the signal aborts if absent. */
  count: number | undefined;
  /** Write which branch of a union a value has: needed by Avro. */
  namedBranches: boolean;
}

const mostAtOnce = 100;

/** Values in lists, until there are enough. @throws StreamkitError USAGE for what the schema cannot be used for */
export async function* generatedValues(
  { topic, shape, seed, count = Infinity, namedBranches }: GenerateOptions,
  atOnce = mostAtOnce,
): AsyncGenerator<Json[]> {
  const moments = await openMoments(seed, aboutOf(topic));
  for (let made = 0; made < count; made += atOnce) {
    const length = Math.min(atOnce, count - made);
    yield Array.from({ length }, () =>
      valueOf(shape, moments.next(), { name: '', path: '', depth: 0, namedBranches }),
    );
  }
}

/** `order` for `shop.orders`. Pure. */
export function aboutOf(topic: string): string {
  const name = snakeCase(topic.split('.').at(-1) ?? '');
  return singular(name.split('_').at(-1) ?? '');
}

export interface SendOptions extends GenerateOptions {
  encode: Encode;
  /** The field whose value is the key: `customer.id`. */
  key: string | undefined;
  /** Records per second. */
  rate: number | undefined;
  signal: AbortSignal;
  onProgress: (sent: Sent) => void;
}

/** Writes generated records to a topic until there are enough, or the signal aborts: what was written by then counts. */
export async function generate(broker: string, options: SendOptions): Promise<Sent> {
  const { topic, rate, signal, onProgress } = options;
  const records = recordsOf(options);
  return produce(broker, {
    topic,
    records: untilAborted(rate === undefined ? records : paced(records, rate, signal), signal),
    // Ends with the records: what was generated before Ctrl-C is still sent.
    signal: new AbortController().signal,
    onProgress,
  });
}

async function* recordsOf(options: SendOptions): AsyncGenerator<NewRecord[]> {
  const { encode, key, rate = Infinity } = options;
  // At a slow rate few are generated ahead, so that their times are those of sending.
  const atOnce = Math.max(1, Math.min(mostAtOnce, Math.floor(rate / 20)));
  for await (const values of generatedValues(options, atOnce)) {
    yield values.map((value) => ({
      key: key === undefined ? null : keyOf(value, key),
      value: encode(writeJson(value)),
    }));
  }
}

async function* untilAborted<Item>(source: AsyncGenerator<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  try {
    for await (const item of source) {
      if (signal.aborted) return;
      yield item;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Text as it is, anything else as JSON; null for null. @throws StreamkitError USAGE for a field that does not exist */
export function keyOf(value: Json, path: string): Buffer | null {
  let found: Json | undefined = value;
  for (const name of path.split('.')) {
    const parent: Json = found ?? null;
    found = isJsonObject(parent) ? parent[name] : undefined;
  }
  if (found === undefined)
    throw new StreamkitError('USAGE', `--key ${path}: the records have no such field.`);
  if (found === null) return null;
  return Buffer.from(typeof found === 'string' ? found : writeJson(found));
}

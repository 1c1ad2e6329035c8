import { gunzipSync } from 'node:zlib';
import type { CompressionTypes } from 'kafkajs';
import { StreamkitError } from '../errors.js';

export const compressions = ['none', 'gzip'] as const;
export type Compression = (typeof compressions)[number];

const names: Record<number, string> = { 1: 'gzip', 2: 'snappy', 3: 'lz4', 4: 'zstd' };

/** Unpacks the records of a batch. @param codec Kafka's number of the codec @throws StreamkitError for an unknown one */
export function decompress(codec: number, data: Buffer): Buffer {
  if (codec === 1) return gunzipSync(data);
  throw new StreamkitError('USAGE', `Records compressed with ${names[codec] ?? codec} cannot be read.`);
}

/** The codec as kafkajs names it. */
export async function codecOf(compression: Compression): Promise<CompressionTypes> {
  const { CompressionTypes } = (await import('kafkajs')).default;
  return { none: CompressionTypes.None, gzip: CompressionTypes.GZIP }[compression];
}

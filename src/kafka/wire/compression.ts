import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import type { Packer } from './record-batch-writer.js';
import { fromSnappyFrames, refuseFalseSize, snappyFrames } from './snappy-frames.js';

/** In the order of Kafka's own numbers for them. */
export const compressions = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
export type Compression = (typeof compressions)[number];

interface Codec {
  pack: Packer['pack'];
  unpack: (data: Buffer) => Buffer;
}

/** More than any batch of records: Kafka's own limit for one is 2 GB, its default 1 MB. */
const maxUnpackedBytes = 1024 ** 3;

/** Loaded only when there are batches compressed with them. */
const loaders: Partial<Record<Compression, () => Promise<Codec>>> = {
  gzip: async () => ({
    pack: promisify<Buffer, Buffer>(gzip),
    unpack: (data) => gunzipSync(data, { maxOutputLength: maxUnpackedBytes }),
  }),
  snappy: async () => {
    const { compressSync, uncompressSync } = await import('snappy');
    return {
      pack: (data) => snappyFrames(data, compressSync),
      unpack: (data) =>
        fromSnappyFrames(data, (block) => {
          refuseFalseSize(block);
          return Buffer.from(uncompressSync(block));
        }),
    };
  },
  lz4: async () => {
    const { compressFrameSync, decompressFrameSync } = await import('lz4-napi');
    return { pack: (data) => compressFrameSync(data), unpack: (data) => decompressFrameSync(data) };
  },
  zstd: async () => {
    const zstd = await (await import('@hpcc-js/wasm-zstd')).Zstd.load();
    // The same library unpacks no frame without its content size, such as librdkafka's, that is larger than 1 MB.
    const { decompress: unzstd } = await import('fzstd');
    return {
      pack: (data) => Buffer.from(zstd.compress(data)),
      unpack: (data) => {
        const { buffer, byteOffset, length } = unzstd(data);
        return Buffer.from(buffer, byteOffset, length);
      },
    };
  },
};

const loaded = new Map<number, Codec>();

/**
 * Makes `decompress` able to read these.
 * @param codecs Kafka's numbers
 * @throws StreamkitError USAGE for an unknown one, or one that cannot be loaded on this machine
 */
export async function loadCodecs(codecs: Iterable<number>): Promise<void> {
  for (const number of codecs) if (number !== 0) await codecNumbered(number);
}

/**
 * Unpacks the records of a batch.
 * @param codec Kafka's number of a codec that was loaded
 * @throws StreamkitError RECORDS_DAMAGED for what cannot be unpacked
 */
export function decompress(codec: number, data: Buffer): Buffer {
  const found = loaded.get(codec);
  if (!found) throw new StreamkitError('INTERNAL', `The codec ${codec} was not loaded.`);
  try {
    return found.unpack(data);
  } catch (error) {
    throw new StreamkitError(
      'RECORDS_DAMAGED',
      `Records compressed with ${compressions[codec] ?? codec} cannot be decompressed: ${messageOf(error)}`,
      { service: 'kafka', cause: error },
    );
  }
}

/** What compresses batches of records; undefined for none. @throws StreamkitError USAGE for one that cannot be loaded */
export async function packerOf(compression: Compression): Promise<Packer | undefined> {
  const number = compressions.indexOf(compression);
  return number === 0 ? undefined : { codec: number, pack: (await codecNumbered(number)).pack };
}

async function codecNumbered(number: number): Promise<Codec> {
  const known = loaded.get(number);
  if (known) return known;
  const name = compressions[number];
  const load = name && loaders[name];
  if (!load) throw new StreamkitError('USAGE', `Records are compressed with the unknown codec ${number}.`);
  try {
    const codec = await load();
    loaded.set(number, codec);
    return codec;
  } catch (error) {
    throw new StreamkitError('USAGE', `${name} is not available on this machine: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

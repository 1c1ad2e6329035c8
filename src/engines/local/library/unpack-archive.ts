import { createWriteStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type * as Xz from 'xz-decompress';
import type { ReadableStream } from 'node:stream/web';

// A CommonJS module whose names Node does not find by import().
const require = createRequire(import.meta.url);

/** Unpacks a tar archive compressed by xz. @returns the programs in its `bin`, by path below the target */
export async function unpackTxz(content: Readable, target: string): Promise<string[]> {
  const { extract } = await import('tar');
  const { XzReadableStream } = require('xz-decompress') as typeof Xz;
  const packed = Readable.toWeb(content) as ConstructorParameters<typeof Xz.XzReadableStream>[0];
  const unpacked = new XzReadableStream(packed) as unknown as ReadableStream;
  const tar = join(target, '.tar');
  await pipeline(chunksOf(unpacked), createWriteStream(tar));
  await extract({ file: tar, cwd: target, strict: true });
  await rm(tar);
  const names = await readdir(join(target, 'bin'));
  const modes = await Promise.all(names.map(async (name) => (await stat(join(target, 'bin', name))).mode));
  return names.filter((_, index) => ((modes[index] ?? 0) & 0o111) !== 0).map((name) => `bin/${name}`);
}

/** Read by hand: Readable.fromWeb leaves a rejection that nobody handles when the archive is damaged. */
async function* chunksOf(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield chunk as Uint8Array;
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { readIfThere } from '../../../shared/files.js';

/**
 * Which of these files from Maven's local repository are not what was downloaded, by the checksums that Maven keeps
 * beside them. One without a checksum (installed by the user) counts as whole. Maven itself only looks whether it is there.
 */
export async function damagedFiles(paths: string[]): Promise<string[]> {
  const damaged: string[] = [];
  for (const path of new Set(paths)) {
    const expected = /^[0-9a-f]{40}/i.exec((await readIfThere(`${path}.sha1`).catch(() => '')) ?? '')?.[0];
    if (expected !== undefined && expected.toLowerCase() !== (await sha1Of(path))) damaged.push(path);
  }
  return damaged;
}

/** Undefined for a file that cannot be read. */
async function sha1Of(path: string): Promise<string | undefined> {
  const hash = createHash('sha1');
  return pipeline(createReadStream(path), hash).then(
    () => hash.digest('hex'),
    () => undefined,
  );
}

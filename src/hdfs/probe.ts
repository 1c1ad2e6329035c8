import { randomUUID } from 'node:crypto';
import { deletePath } from './delete-path.js';
import { readFile } from './read-file.js';
import { writeFile } from './write-file.js';

/**
 * HDFS is ready when a file can be written and read back: that takes a live DataNode, and no safe mode.
 * @param url WebHDFS's, with its path
 */
export async function probeWebHdfs(url: string, signal: AbortSignal): Promise<void> {
  const path = `/tmp/.streamkit-probe-${randomUUID()}`;
  const content = Buffer.from(path);
  try {
    await writeFile(url, path, [content], { signal });
    const read: Uint8Array[] = [];
    for await (const part of await readFile(url, path, { signal })) read.push(part);
    if (!Buffer.concat(read).equals(content)) throw new Error('a file read back is not what was written');
  } finally {
    await deletePath(url, path, { recursive: false });
  }
}

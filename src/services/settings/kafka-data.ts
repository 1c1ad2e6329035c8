import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere } from '../../shared/files.js';

const cleanShutdown = '.kafka_cleanshutdown';
/** Of a time index: a timestamp (int64) and a relative offset (int32). */
const entryBytes = 12;

/**
 * Has Kafka recover logs that it only believes to be closed. A broker whose disk was full says in the end that it went
 * down cleanly, but has not closed the logs on it: their time indexes still end in zeros, as running ones do. Read as
 * timestamps these are older than any retention, and half a minute later Kafka deletes the records.
 */
export async function distrustFalseCleanShutdown(dataDir: string): Promise<void> {
  const marker = join(dataDir, cleanShutdown);
  if (!(await isThere(marker))) return;
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of files) {
    if (!name.endsWith('.timeindex') || !(await endsInZeros(join(parentPath, name)))) continue;
    await rm(marker, { force: true });
    return;
  }
}

async function endsInZeros(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size < entryBytes) return false;
    const { buffer } = await file.read(Buffer.alloc(entryBytes), 0, entryBytes, size - entryBytes);
    return buffer.every((byte) => byte === 0);
  } finally {
    await file.close();
  }
}

import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../shared/errors.js';
import { json } from './formats.js';
import type { Acknowledged } from './ledger.js';

const pollMs = 50;
const chunkBytes = 256 * 1024;

export interface FollowedFile {
  /** The records of the drill so far, in the order of the file. */
  readonly arrived: Acknowledged[];
  /** Reads what has come until now. @throws what reading threw */
  close: () => Promise<void>;
}

/** Reads the lines of a file as they come; it may not exist yet. */
export function followFile(path: string, id: string, partitions: number): FollowedFile {
  const arrived: Acknowledged[] = [];
  let handle: FileHandle | undefined;
  let rest = '';
  const closing = new AbortController();
  const buffer = Buffer.alloc(chunkBytes);

  const readOn = async () => {
    handle ??= await open(path).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    for (;;) {
      const { bytesRead } = (await handle?.read(buffer, 0, chunkBytes)) ?? { bytesRead: 0 };
      if (bytesRead === 0) return;
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      const at = Date.now();
      for (const line of lines) {
        const number = json.read(id, line);
        if (number !== undefined) arrived.push({ number, partition: number % partitions, at });
      }
    }
  };
  const following = (async () => {
    while (!closing.signal.aborted) {
      await readOn();
      await delay(pollMs);
    }
    await readOn();
  })();
  // A failure shows when the file is closed.
  following.catch(() => undefined);
  return {
    arrived,
    async close() {
      closing.abort();
      await following.finally(async () => handle?.close());
      handle = undefined;
    },
  };
}

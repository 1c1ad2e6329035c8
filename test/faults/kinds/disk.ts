import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../../src/shared/errors.js';
import type { Fault } from '../fault.js';
import type { FaultHome } from '../home.js';

export const diskFaults: Fault[] = [
  {
    name: 'the disk is full before up',
    place: 'smallDisk',
    async inject(home) {
      await home.must('down');
      await fill(home);
      return { what: 'while everything is down', refusal: free(home) };
    },
  },
  {
    name: 'the disk fills while records flow',
    place: 'smallDisk',
    async inject(home) {
      await home.must('topic', 'create', 'filler', '--if-not-exists');
      await fill(home);
      const large = 'x'.repeat(100_000);
      const values = Array.from({ length: 300 }, () => large).join('\n');
      const { exitCode } = await home.run(['produce', 'filler'], values);
      return { what: `produce ended with ${exitCode ?? '?'}`, refusal: free(home) };
    },
  },
];

function ballast(home: FaultHome): string {
  return join(home.dir, 'ballast');
}

async function fill(home: FaultHome): Promise<void> {
  const file = await open(ballast(home), 'w');
  const block = Buffer.alloc(64 * 1024);
  try {
    for (let size = block.length; size > 0;) {
      try {
        await file.write(block, 0, size);
      } catch (error) {
        if (systemCode(error) !== 'ENOSPC') throw error;
        // Including the last bytes.
        size = Math.floor(size / 2);
      }
    }
  } finally {
    await file.close();
  }
}

function free(home: FaultHome) {
  return {
    says: /The disk is full|No space left on device/,
    follow: async () => rm(ballast(home)),
  };
}

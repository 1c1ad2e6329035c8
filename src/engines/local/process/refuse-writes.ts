import { platform } from 'node:os';
import { join } from 'node:path';
import { StreamkitError } from '../../../shared/errors.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Engine, Stack } from '../../engine.js';
import { endKeeper } from '../keeper/start-keeper.js';
import { readEntry } from './ledger.js';

/**
 * Limits the size of the files that a running service may write to one byte (Linux, no root needed): each write fails, as on a
 * full disk, though with EFBIG in place of ENOSPC. The limit ends with the process.
 */
export const refuseWrites: Engine['refuseWrites'] = platform() === 'linux' ? limitFiles : undefined;

async function limitFiles(stack: Stack, { name }: ServiceDefinition): Promise<void> {
  const entry = await readEntry(join(stack.dir, name));
  if (!entry) return;
  // Its keeper would start it again without the limit.
  await endKeeper(join(stack.dir, name));
  const { execa } = await import('execa');
  const args = ['--pid', String(entry.process.pid), '--fsize=1:'];
  const { exitCode, stderr } = await execa('prlimit', args, { reject: false, stdin: 'ignore' });
  if (exitCode === 0) return;
  throw new StreamkitError(
    'USAGE',
    `The writes of ${name} cannot be refused: ${stderr || 'prlimit was not found'}.`,
    {
      service: name,
      suggestions: ['Debian and Ubuntu: apt-get install util-linux'],
    },
  );
}

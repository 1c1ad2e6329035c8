import { randomUUID } from 'node:crypto';
import { mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from '../../engines/local/process/process-table.js';
import { StreamkitError, systemCode } from '../../shared/errors.js';
import { diskError } from '../../shared/system-error.js';

const pollMs = 50;

/**
 * Runs `work` while no other streamkit process changes the stack. The lock is a link that leads nowhere: its text is the
 * identity of its owner, and the system makes it whole or not at all. It lies beside the stack's folder, which may be
 * deleted meanwhile. One whose owner is dead is taken over.
 * @throws StreamkitError STACK_BUSY when another process holds it for longer than `patienceMs`
 */
export async function withLock<Result>(
  dir: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
  patienceMs = 120_000,
): Promise<Result> {
  const release = await acquire(dir, signal, patienceMs);
  try {
    return await work();
  } finally {
    await release();
  }
}

export function lockOf(dir: string): string {
  return `${dir}.lock`;
}

async function acquire(dir: string, signal: AbortSignal, patienceMs: number): Promise<() => Promise<void>> {
  const lock = lockOf(dir);
  const deadline = Date.now() + patienceMs;
  const self = await identify(process.pid);
  for (;;) {
    signal.throwIfAborted();
    if (await take(lock, self)) return async () => rm(lock, { force: true });
    const holder = await holderOf(lock);
    if (holder === 'released') continue;
    if (holder === 'damaged' || !(await isAlive(holder))) await breakLock(lock, holder);
    else if (Date.now() >= deadline) throw busy(holder);
    else await delay(pollMs, undefined, { signal });
  }
}

async function take(lock: string, self: ProcessIdentity | undefined): Promise<boolean> {
  // Also EEXIST, where a part of the path is not a folder: no other command holds the lock then.
  await mkdir(dirname(lock), { recursive: true }).catch((error: unknown) => {
    throw diskError(error, dirname(lock));
  });
  try {
    await symlink(JSON.stringify(self), lock);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw diskError(error, lock);
  }
}

async function holderOf(lock: string): Promise<ProcessIdentity | 'released' | 'damaged'> {
  try {
    const holder = JSON.parse(await readlink(lock)) as ProcessIdentity;
    return typeof holder.pid === 'number' && typeof holder.startTime === 'string' ? holder : 'damaged';
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 'released' : 'damaged';
  }
}

/** Moves a dead owner's lock away. Where another process was quicker and took the lock, it is put back. */
async function breakLock(lock: string, dead: ProcessIdentity | 'damaged'): Promise<void> {
  const moved = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, moved);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  const holder = await holderOf(moved);
  if (typeof holder === 'object' && JSON.stringify(holder) !== JSON.stringify(dead))
    await symlink(JSON.stringify(holder), lock).catch(() => undefined);
  await rm(moved, { force: true, recursive: true });
}

function busy({ pid }: ProcessIdentity): StreamkitError {
  return new StreamkitError('STACK_BUSY', `Another streamkit command (pid ${pid}) is changing this stack.`, {
    suggestions: ['Wait for it to end, or end it, and run the command again.'],
  });
}

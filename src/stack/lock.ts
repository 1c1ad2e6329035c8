import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from '../engines/local/process-table.js';
import { StreamkitError, systemCode } from '../errors.js';
import { diskError } from '../files.js';

const pollMs = 50;

/**
 * Runs `work` while no other streamkit process changes the stack. The lock file holds the identity of its owner; one
 * whose owner is dead is taken over.
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

async function acquire(dir: string, signal: AbortSignal, patienceMs: number): Promise<() => Promise<void>> {
  const lock = join(dir, 'lock');
  const deadline = Date.now() + patienceMs;
  const self = await identify(process.pid);
  const claim = `${lock}.${randomUUID()}`;
  for (;;) {
    signal.throwIfAborted();
    if (await take(dir, lock, claim, self)) return async () => rm(lock, { force: true });
    const holder = await holderOf(lock);
    if (holder === 'released') continue;
    if (holder === 'damaged' || !(await isAlive(holder))) await breakLock(lock, holder);
    else if (Date.now() >= deadline) throw busy(holder);
    else await delay(pollMs, undefined, { signal });
  }
}

/** A link is made whole or not at all, so a lock never exists without its owner's name in it. */
async function take(
  dir: string,
  lock: string,
  claim: string,
  self: ProcessIdentity | undefined,
): Promise<boolean> {
  try {
    await mkdir(dir, { recursive: true });
    await writeFile(claim, JSON.stringify(self));
    await link(claim, lock);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw diskError(error, lock);
  } finally {
    await rm(claim, { force: true });
  }
}

async function holderOf(lock: string): Promise<ProcessIdentity | 'released' | 'damaged'> {
  try {
    const holder = JSON.parse(await readFile(lock, 'utf8')) as ProcessIdentity;
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
  if (JSON.stringify(holder) !== JSON.stringify(dead)) await link(moved, lock).catch(() => undefined);
  await rm(moved, { force: true });
}

function busy({ pid }: ProcessIdentity): StreamkitError {
  return new StreamkitError('STACK_BUSY', `Another streamkit command (pid ${pid}) is changing this stack.`, {
    suggestions: ['Wait for it to end, or end it, and run the command again.'],
  });
}

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StreamkitError } from '../../../shared/errors.js';
import { readIfThere } from '../../../shared/files.js';
import { packageRoot } from '../../../shared/package-root.js';
import { readEntry } from '../process/ledger.js';
import { isAlive } from '../process/process-table.js';
import { readJob } from './job.js';
import { launch, terminate } from '../process/process.js';

const pollMs = 10;
/** A keeper only finishes what it is writing. */
const graceMs = 5000;

/**
 * Starts the keeper of a running service, unless it has one, and returns when it watches.
 * @throws StreamkitError SERVICE_DIED when it ended before
 */
export async function startKeeper(service: string, dir: string): Promise<void> {
  // An older version of streamkit started it, if it is unknown how.
  if ((await hasKeeper(dir)) || !(await readJob(dir))) return;
  const file = join(packageRoot, 'dist', 'engines', 'local', 'keeper', 'keeper-job.js');
  const command = { file: process.execPath, args: [file] };
  const log = join(dir, 'keeper.log');
  const { exited } = await launch(command, dir, log, {});
  const ended = new AbortController();
  void exited.then(() => {
    ended.abort();
  });
  while (!(await hasKeeper(dir))) {
    if (ended.signal.aborted) {
      const lines = ((await readIfThere(log)) ?? '').trimEnd().split('\n');
      throw new StreamkitError('SERVICE_DIED', `The process that restarts ${service} ended at its start.`, {
        service,
        evidence: lines.slice(-5),
      });
    }
    await delay(pollMs);
  }
}

/** From now on nobody restarts the service of this folder. Before its process is ended, never after. */
export async function endKeeper(dir: string): Promise<void> {
  const keeper = (await readEntry(dir))?.keeper;
  if (keeper) await terminate(keeper, graceMs);
}

async function hasKeeper(dir: string): Promise<boolean> {
  const keeper = (await readEntry(dir))?.keeper;
  return keeper !== undefined && (await isAlive(keeper));
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RecipeContext, ServiceDefinition } from '../../../services/types.js';
import { StreamkitError } from '../../../shared/errors.js';
import { isThere, readIfThere } from '../../../shared/files.js';
import { packageRoot } from '../../../shared/package-root.js';
import { launch } from '../process/process.js';
import type { ProcessIdentity } from '../process/process-table.js';
import { appliedFile } from './faults.js';
import type { Route } from './relay.js';

const pollMs = 10;
const applyMs = 10_000;

/**
 * Starts the relay of a service, and returns when it listens.
 * @throws StreamkitError SERVICE_DIED when it ended before
 */
export async function startRelay(
  { name, relayed = {} }: ServiceDefinition,
  { dir, port }: RecipeContext,
): Promise<ProcessIdentity> {
  const routes = Object.entries(relayed).map(([listen, behind]): Route => ({
    listen: port(listen),
    target: port(behind.name),
  }));
  await rm(appliedFile(dir), { force: true });
  const job = join(packageRoot, 'dist', 'engines', 'local', 'relay', 'relay-job.js');
  const command = { file: process.execPath, args: [job, JSON.stringify(routes)] };
  const { process: relay, exited } = await launch(command, dir, join(dir, 'relay.log'), {});
  const ended = new AbortController();
  void exited.then(() => {
    ended.abort();
  });
  while (!(await isThere(appliedFile(dir)))) {
    if (ended.signal.aborted) {
      const log = ((await readIfThere(join(dir, 'relay.log'))) ?? '').trimEnd().split('\n');
      throw new StreamkitError('SERVICE_DIED', `The relay of ${name} ended while it was starting.`, {
        service: name,
        evidence: log.slice(-5),
      });
    }
    await delay(pollMs);
  }
  return relay;
}

/** Returns when the relay of the service in `dir` has applied a change. @throws StreamkitError SERVICE_NOT_READY */
export async function untilApplied(dir: string, service: string, change: string): Promise<void> {
  const giveUpAt = Date.now() + applyMs;
  for (;;) {
    const text = await readIfThere(appliedFile(dir));
    if (text !== undefined && (JSON.parse(text) as { applied?: string }).applied === change) return;
    if (Date.now() > giveUpAt)
      throw new StreamkitError('SERVICE_NOT_READY', `The relay of ${service} does not respond.`, { service });
    await delay(pollMs);
  }
}

import { join } from 'node:path';
import { readIfThere, writeWhole } from '../../../shared/files.js';
import type { Command } from '../process/process.js';

/** How a service was started, for its keeper. */
export interface KeeperJob {
  command: Command;
  environment: Record<string, string>;
}

/** Only the user may read it: the environment may contain passwords. */
export async function writeJob(dir: string, job: KeeperJob): Promise<void> {
  await writeWhole(path(dir), JSON.stringify(job), 0o600);
}

export async function readJob(dir: string): Promise<KeeperJob | undefined> {
  const text = await readIfThere(path(dir));
  return text === undefined ? undefined : (JSON.parse(text) as KeeperJob);
}

function path(dir: string): string {
  return join(dir, 'start.json');
}

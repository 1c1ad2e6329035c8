import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StreamkitError } from '../../shared/errors.js';
import { isThere } from '../../shared/files.js';
import type { ServiceCommands } from './process/commands.js';
import { lastLines, logPath } from './logs.js';
import { runToEnd } from './process/process.js';

/** Runs what a service needs once before its first start. @throws StreamkitError SERVICE_DIED with its last lines */
export async function initialise(
  { makes, command, draft }: NonNullable<ServiceCommands['initialise']>,
  dir: string,
  environment: Record<string, string>,
  signal: AbortSignal,
): Promise<void> {
  if (await isThere(join(dir, makes))) return;
  const log = logPath(dir);
  if (draft !== undefined) await rm(draft, { recursive: true, force: true });
  const { code } = await runToEnd(command, dir, log, environment, signal);
  if (code === 0) {
    if (draft !== undefined) await rename(draft, join(dir, makes));
    return;
  }
  throw new StreamkitError(
    'SERVICE_DIED',
    `${basename(dir)} could not be prepared (exit code ${code ?? '?'}).`,
    {
      service: basename(dir),
      evidence: await lastLines(log, 10),
    },
  );
}

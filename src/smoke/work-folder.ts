import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stackDir } from '../shared/home.js';
import type { PipelineContext } from './pipeline.js';

/** A temporary folder of the run's own, where connectors can read and write on every engine; it goes with the run. */
export async function workFolder({ id, session, cleanUp }: PipelineContext): Promise<string> {
  const shared = join(stackDir(session.home, session.name), 'exchange');
  await mkdir(shared, { recursive: true });
  const dir = await mkdtemp(join(shared, `smoke-${id}-`));
  cleanUp(dir, async () => rm(dir, { recursive: true, force: true }));
  return dir;
}

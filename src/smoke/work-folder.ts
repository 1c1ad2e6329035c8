import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PipelineContext } from './pipeline.js';

/** A temporary folder of the run's own; it goes with the run. */
export async function workFolder({ id, cleanUp }: PipelineContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), `streamkit-smoke-${id}-`));
  cleanUp(dir, async () => rm(dir, { recursive: true, force: true }));
  return dir;
}

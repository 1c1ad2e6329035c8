import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { homeAt, streamkit } from './cli.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** STREAMKIT_HOME and STREAMKIT_CACHE of the stack `default` that all end-to-end tests share. */
    home: Record<string, string>;
  }
}

/** One core stack for all end-to-end tests that only use it; tests that break things make their own. */
export default async function setup(project: TestProject) {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-e2e-'));
  const env = homeAt(dir);
  const end = async () => {
    const down = await streamkit(['down', '--data', '--yes'], { env });
    if (down.exitCode !== 0) throw new Error(`the shared stack did not go down:\n${down.stderr}`);
    await rm(dir, { recursive: true, force: true });
  };
  const up = await streamkit(['up', 'schema-registry', '--ports', 'auto'], { env });
  if (up.exitCode !== 0) {
    await end();
    throw new Error(`the shared stack did not come up:\n${up.stdout}\n${up.stderr}`);
  }
  project.provide('home', env);
  return end;
}

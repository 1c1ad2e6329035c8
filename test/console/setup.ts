import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { homeAt, streamkit } from '../support/cli.js';
import { chromiumPath } from './chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The environment of the stack that all tests of the console share. */
    consoleHome: Record<string, string>;
  }
}

/** One stack for all tests of the console; those that break services make their own. */
export default async function setup(project: TestProject) {
  project.provide('consoleHome', {});
  if (chromiumPath() === undefined) {
    console.warn(
      '\n*** No Chromium on this machine: the tests of the console are SKIPPED (apt-get install chromium). ***\n',
    );
    return undefined;
  }
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-console-test-'));
  const env = homeAt(dir);
  const end = async () => {
    const down = await streamkit(['down', '--data', '--yes'], { env });
    if (down.exitCode !== 0)
      throw new Error(`the stack of the console's tests did not go down:\n${down.stderr}`);
    await rm(dir, { recursive: true, force: true });
  };
  const up = await streamkit(['up', 'schema-registry', 'connect', '--ports', 'auto'], { env });
  if (up.exitCode !== 0) {
    await end();
    throw new Error(`the stack of the console's tests did not come up:\n${up.stdout}\n${up.stderr}`);
  }
  project.provide('consoleHome', env);
  return end;
}

import { describe, expect, test } from 'vitest';
import { findPipelines } from '../../src/smoke/pipelines.js';
import { dockerHome, hasDocker } from './docker-home.js';

describe.skipIf(!hasDocker)('smoke --engine docker', async () => {
  const home = await dockerHome();

  test(
    'every pipeline of the chapter passes on a stack made for the run, which leaves nothing',
    { timeout: 900_000 },
    async () => {
      const { stdout, stderr, exitCode } = await home.run(['smoke', '--engine', 'docker']);
      // The proof itself belongs into the log of whoever runs the tests.
      console.log(`$ streamkit smoke --engine docker\n${stdout}`);
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toContain(`${findPipelines([]).length} passed`);
      expect(await home.leftovers()).toEqual([]);
    },
  );
});

import { describe, expect, test } from 'vitest';
import type { SmokeResult } from '../../src/smoke/result.js';
import { pipelines } from '../../src/smoke/pipelines.js';
import { docker, dockerHome } from './docker-home.js';

describe.skipIf(!docker)('smoke runs on Docker', async () => {
  if (!docker) return;
  const home = await dockerHome();

  test.each(pipelines.map(({ name }) => name))(
    '%s passes, and leaves nothing',
    { timeout: 900_000 },
    async (name) => {
      const { stdout, stderr, exitCode } = await home.run(['smoke', name, '--engine', 'docker', '--json']);
      expect(exitCode, stdout + stderr).toBe(0);
      const result = JSON.parse(stdout) as SmokeResult;
      expect(result).toMatchObject({ engine: 'docker', passed: 1, failed: 0, skipped: 0 });
      expect(await home.leftovers()).toEqual([]);
    },
  );
});

import { expect, test } from 'vitest';
import type { SmokeResult } from '../../src/smoke/result.js';
import { ownHome, processesOf } from '../support/own-home.js';

const home = await ownHome();

test('the scaffolded sinks write each record once, on optional services that smoke starts and stops', async () => {
  const { stdout, exitCode } = await home.run([
    'smoke',
    's3',
    'opensearch',
    'hdfs',
    '--ports',
    'auto',
    '--json',
  ]);
  expect(exitCode, stdout).toBe(0);
  const { passed, failed, pipelines } = JSON.parse(stdout) as SmokeResult;
  expect({ passed, failed }).toEqual({ passed: 3, failed: 0 });
  expect(pipelines.map(({ name }) => name)).toEqual(['s3', 'opensearch', 'hdfs']);
  expect(await processesOf(home.dir)).toEqual([]);
}, 900_000);

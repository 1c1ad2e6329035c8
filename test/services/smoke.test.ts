import { expect, test } from 'vitest';
import type { SmokeResult } from '../../src/smoke/result.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();

test('all five pipelines pass on a stack that was there, and leave nothing on it', async () => {
  const up = await home.run(['up', '--ports', 'auto']);
  expect(up.exitCode, up.stderr).toBe(0);
  const { stdout, exitCode } = await home.run(['smoke', '--json']);
  expect(exitCode, stdout).toBe(0);
  const { pipelines, passed, failed, skipped } = JSON.parse(stdout) as SmokeResult;
  expect({ passed, failed, skipped }).toEqual({ passed: 5, failed: 0, skipped: 0 });
  expect(pipelines.map(({ name }) => name)).toEqual([
    'kafka-basics',
    'connect-file',
    'connect-jdbc',
    'storm-mysql',
    'storm-hdfs-hive',
  ]);
  expect((await home.run(['topic', 'list', '--json'])).stdout).not.toMatch(/"(my-first|test|mysql|data)/);
  expect(await home.json(['schema', 'list'])).toEqual({ subjects: [] });
  expect(await home.json(['topology', 'list'])).toEqual({ topologies: [] });
  expect((await home.run(['connector', 'list'])).stdout).toBe('No connectors.');
  expect((await home.run(['sql', 'mysql', 'show databases'])).stdout).not.toContain('sales');
  expect((await home.run(['sql', 'hive', 'show tables'])).stdout).not.toContain('customer');
  expect((await home.run(['hdfs', 'ls', '/user'])).stdout).not.toContain('streamkit-smoke');
}, 1_500_000);

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SmokeResult } from '../../src/smoke/result.js';
import { startStreamkit } from '../support/cli.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();

test('a stack that was not there is made for the run, and is gone afterwards', async () => {
  const reports = await mkdtemp(join(tmpdir(), 'streamkit-reports-'));
  const junit = join(reports, 'smoke.xml');
  const { stdout, exitCode } = await home.run([
    'smoke',
    'kafka-basics',
    '--ports',
    'auto',
    '--json',
    '--junit',
    junit,
  ]);
  expect(exitCode, stdout).toBe(0);
  const result = JSON.parse(stdout) as SmokeResult;
  expect(result).toMatchObject({ engine: 'local', passed: 1, failed: 0, skipped: 0 });
  expect(result.pipelines[0]?.steps.map(({ status }) => status)).toEqual(Array(6).fill('passed'));
  expect(await readFile(junit, 'utf8')).toContain('<testsuite name="kafka-basics" tests="6" failures="0"');
  expect(await processesOf(home.dir)).toEqual([]);
  expect(await readdir(join(home.dir, 'stacks'))).toEqual([]);
  await rm(reports, { recursive: true });
});

test('a broker that is killed in the middle fails the run with exit code 5', async () => {
  await home.run(['up', 'schema-registry', '--ports', 'auto']);
  const { process: broker } = await home.ledger('kafka');
  const run = startStreamkit(['smoke', 'kafka-basics'], { env: home.env });
  for await (const line of run) {
    if (String(line).includes('✓ describe it')) process.kill(broker.pid, 'SIGKILL');
  }
  const { exitCode, stdout } = await run;
  expect(exitCode).toBe(5);
  expect(stdout).toContain('✗ ');
  expect(stdout).toContain('1 failed');
  expect(stateOf(await home.status(), 'kafka')).toBe('failed');
});

test('the file and JDBC pipelines pass, and leave nothing on a stack that was there', async () => {
  const before = await home.run(['up', 'connect']);
  expect(before.exitCode, before.stderr).toBe(0);
  const { stdout, exitCode } = await home.run(['smoke', 'connect-file', 'connect-jdbc', '--json']);
  expect(exitCode, stdout).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ passed: 2, failed: 0, skipped: 0 });
  expect((await home.run(['connector', 'list'])).stdout).toBe('There are no connectors.');
  expect((await home.run(['topic', 'list'])).stdout).not.toContain('jdbc');
  expect((await home.run(['schema', 'list'])).stdout).not.toContain('jdbc');
}, 1_200_000);

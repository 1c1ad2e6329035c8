import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
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
  const reports = await mkdtemp(join(tmpdir(), 'streamkit-reports-'));
  const page = join(reports, 'summary.md');
  const folder = join(reports, 'bundle');
  const run = startStreamkit(['smoke', 'kafka-basics', '--bundle', folder], {
    env: { ...home.env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page },
  });
  for await (const line of run) {
    if (String(line).includes('✓ describe it')) process.kill(broker.pid, 'SIGKILL');
  }
  const { exitCode, stdout, stderr } = await run;
  expect(exitCode).toBe(5);
  expect(stderr).toMatch(/^::error title=kafka-basics%3A .*::/m);
  // Deleting the topic also fails: one step more than the pipeline has. The next steps may be faster than the kill.
  expect(await readFile(page, 'utf8')).toMatch(/\| kafka-basics \| ❌ \| [3-6] of 7 \|/);
  expect(stdout).toContain('✗ ');
  expect(stdout).toContain('1 failed');
  // Also of the services that the needed ones need.
  for (const service of ['zookeeper', 'kafka', 'schema-registry']) expect(stdout).toContain(`| ${service}: `);
  expect(stateOf(await home.status(), 'kafka')).toBe('failed');

  expect(stdout).toContain(`logs, status and settings: ${folder}`);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readFile(join(folder, 'logs/kafka.log'), 'utf8')).toContain('KafkaServer id=1] started');
  expect(await readFile(join(folder, 'status.json'), 'utf8')).toContain('"state": "failed"');
  const { secret } = JSON.parse(await readFile(join(home.dir, 'stacks/default/stack.json'), 'utf8')) as {
    secret: string;
  };
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map(async (file) => readFile(join(file.parentPath, file.name), 'utf8'));
  expect((await Promise.all(texts)).join('\n')).not.toContain(secret);
  await rm(reports, { recursive: true });
});

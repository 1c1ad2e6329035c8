import { expect, test } from 'vitest';
import type { DrillResult } from '../../src/drill/result.js';
import { allExamples, playground } from '../support/examples.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const { paste } = await playground(home);
const [storm = '', flink = ''] = (await allExamples()).get('drill')?.slice(2) ?? [];

const resultOf = (printed: string) => JSON.parse(printed.slice(printed.indexOf('{'))) as DrillResult;

test('a drill of Storm names what the stack lacks', async () => {
  const scale = ['--scale', 'flink-taskmanager=2'];
  const up = await home.run(['up', 'kafka', 'storm', 'flink', ...scale, '--ports', 'auto']);
  expect(up.exitCode, up.stderr).toBe(0);
  const lost = await home.run(['drill', 'storm', '--target', 'supervisor']);
  expect(lost.exitCode).toBe(2);
  expect(lost.stderr).toContain('streamkit up supervisor --scale supervisor=2');
});

test('the worker of a topology is killed and restarted: no record is lost', async () => {
  const printed = await paste(storm);
  expect(printed).toContain('All promises were kept.');
  expect(printed).toMatch(/supervisor of the workers: supervisor, then supervisor after \d+ ms/);
  expect((await home.run(['topology', 'list'])).stdout).not.toContain('drill-');
});

test('a TaskManager is killed: the job is restored on the other one, and writes each record once', async () => {
  const { loads, takeover, promises, broken } = resultOf(await paste(flink));
  expect(broken, JSON.stringify(promises)).toBe(0);
  expect(loads[1]).toMatchObject({ name: 'job', guarantee: 'exactly-once', lost: 0, duplicated: 0 });
  expect(takeover?.to).not.toBe(takeover?.from);
  expect((await home.run(['topic', 'list'])).stdout).not.toContain('drill-');
});

import { expect, test } from 'vitest';
import type { PipelineResult, SmokeResult } from '../../src/smoke/result.js';
import { ownHome, processesOf } from '../support/own-home.js';

const home = await ownHome();

test('changes of MySQL and PostgreSQL are in the copies within 2 s, and survive restarts of worker and database', async () => {
  const { stdout, exitCode } = await home.run(['smoke', 'cdc', 'cdc-postgres', '--ports', 'auto', '--json']);
  expect(exitCode, stdout).toBe(0);
  const { passed, failed, pipelines } = JSON.parse(stdout) as SmokeResult;
  expect({ passed, failed }).toEqual({ passed: 2, failed: 0 });
  expect(pipelines.map(({ name }) => name)).toEqual(['cdc', 'cdc-postgres']);
  for (const pipeline of pipelines) {
    expect(msOf(pipeline, 'an insert, an update and a delete are applied')).toBeLessThan(2000);
    expect(seenIn(pipeline, 'and across a restart of the worker and of the database')).toMatch(
      /^\d+ rows in both tables$/,
    );
  }
  expect(await processesOf(home.dir)).toEqual([]);
}, 900_000);

function seenIn({ steps }: PipelineResult, name: string): string {
  return steps.find((step) => step.name === name)?.seen ?? '';
}

function msOf(pipeline: PipelineResult, name: string): number {
  return Number(/(\d+) ms/.exec(seenIn(pipeline, name))?.[1]);
}

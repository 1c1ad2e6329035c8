import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followFile } from '../../../src/drill/follow-file.js';
import { takeoverOf } from '../../../src/drill/summarize.js';

test('a file is followed before it exists, across half lines, and lines of others are left out', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-follow-'));
  const path = join(dir, 'records.txt');
  const file = followFile(path, 'd1', 3);
  await appendFile(path, '{"drill":"d1","number":4}\n{"drill":"d2","number":5}\n{"drill":"d1","num');
  await expect.poll(() => file.arrived.map(({ number }) => number)).toEqual([4]);
  await appendFile(path, 'ber":7}\n{"drill":"d1","number":7}\n');
  await file.close();
  expect(file.arrived.map(({ number, partition }) => [number, partition])).toEqual([
    [4, 1],
    [7, 1],
    [7, 1],
  ]);
  await rm(dir, { recursive: true });
});

test('a role is taken over by the first other holder after the fault', () => {
  const changes = [
    { at: 100, holder: 'kafka' },
    { at: 700, holder: 'kafka-3' },
    { at: 900, holder: 'kafka' },
  ];
  const role = { name: 'the controller', changes };
  expect(takeoverOf(role, 500)).toEqual({ role: 'the controller', from: 'kafka', to: 'kafka-3', ms: 200 });
  expect(takeoverOf({ ...role, changes: changes.slice(0, 1) }, 500)).toMatchObject({ to: null, ms: null });
});

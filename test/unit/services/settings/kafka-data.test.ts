import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { distrustFalseCleanShutdown } from '../../../../src/services/settings/kafka-data.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streamkit-kafka-data-'));
  await mkdir(join(dir, 'orders-0'));
  await mkdir(join(dir, 'orders-1'));
  await writeFile(join(dir, '.kafka_cleanshutdown'), '{}');
});
afterEach(async () => rm(dir, { recursive: true }));

const entry = Buffer.from('0000019a00000000' + '00000007', 'hex');

test('a clean shutdown is believed where every time index was closed', async () => {
  await writeFile(join(dir, 'orders-0/00000000000000000000.timeindex'), entry);
  await writeFile(join(dir, 'orders-1/00000000000000000000.timeindex'), '');
  await distrustFalseCleanShutdown(dir);
  expect(await readdir(dir)).toContain('.kafka_cleanshutdown');
});

test('it is not believed beside a time index that still ends in the zeros of a running one', async () => {
  await writeFile(join(dir, 'orders-0/00000000000000000000.timeindex'), entry);
  await writeFile(join(dir, 'orders-1/00000000000000000000.timeindex'), Buffer.alloc(1200));
  await distrustFalseCleanShutdown(dir);
  expect(await readdir(dir)).not.toContain('.kafka_cleanshutdown');
});

test('a folder that Kafka has not written yet is none', async () => {
  await expect(distrustFalseCleanShutdown(join(dir, 'none'))).resolves.toBeUndefined();
});

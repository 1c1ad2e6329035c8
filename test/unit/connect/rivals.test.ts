import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rivalsOf } from '../../../src/connect/plugins/rivals.js';
import { zip } from '../../support/zip.js';

let path: string;

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'streamkit-rivals-'));
  const services = 'META-INF/services/org.apache.kafka.connect.sink.SinkConnector';
  for (const [folder, classes] of Object.entries({ a: 'x.Sink', b: 'y.Sink\nx.Sink', c: 'y.Sink' })) {
    await mkdir(join(path, folder));
    await writeFile(join(path, folder, 'plugin.jar'), zip([{ name: services, content: classes }]));
  }
  await mkdir(join(path, 'damaged'));
  await writeFile(join(path, 'damaged', 'plugin.jar'), 'not a zip');
});

afterAll(async () => rm(path, { recursive: true }));

test('rivals are the other plugins with one of the classes', async () => {
  expect(await rivalsOf(path, 'a', ['x.Sink'])).toEqual(['b']);
  expect(await rivalsOf(path, 'b', ['y.Sink', 'x.Sink'])).toEqual(['a', 'c']);
  expect(await rivalsOf(path, 'a', ['z.Sink'])).toEqual([]);
});

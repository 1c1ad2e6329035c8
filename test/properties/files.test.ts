import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.js';
import { propertiesIn, readConnectorFile } from '../../src/connect/connector-file.js';
import { workerProperties } from '../../src/connect/standalone-files.js';
import { schemaOfText } from '../../src/kafka/registry/schema-of-text.js';
import { propertiesFile } from '../../src/services/settings/properties.js';
import { readRecord } from '../../src/stack/record/record.js';
import { hostileJson, hostileText, orRefused } from '../support/hostile.js';

const dir = await mkdtemp(join(tmpdir(), 'streamkit-hostile-'));
afterAll(async () => rm(dir, { recursive: true }));

const yaml = fc.oneof(
  hostileText,
  hostileJson,
  fc
    .array(
      fc.tuple(
        fc.constantFrom('stack', 'engine', 'ports', 'services', 'timeout', '__proto__', '<<'),
        hostileText,
      ),
    )
    .map((lines) => lines.map(([key, value]) => `${key}: ${value}`).join('\n')),
);

test('streamkit.yml', async () => {
  await fc.assert(
    fc.asyncProperty(yaml, async (text) => {
      await orRefused(async () => parseConfig('streamkit.yml', text));
    }),
    { numRuns: 1500 },
  );
});

test('a streamkit.yml that would grow without end is refused', async () => {
  const levels = Array.from(
    { length: 12 },
    (_, n) =>
      `a${n}: &a${n} [${Array(10)
        .fill(n === 0 ? 'x' : `*a${n - 1}`)
        .join()}]`,
  );
  expect(await orRefused(async () => parseConfig('streamkit.yml', levels.join('\n')))).toBeUndefined();
  expect(
    await orRefused(async () => parseConfig('streamkit.yml', `services: ${'['.repeat(20_000)}`)),
  ).toBeUndefined();
});

test('.properties, read and written', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      await orRefused(async () => propertiesIn(text));
      await orRefused(async () =>
        workerProperties(text, '/work', { bootstrapServers: 'b', registry: 'r', login: {}, plugins: {} }),
      );
      expect(await propertiesIn(propertiesFile({ key: text }))).toEqual({ key: text });
    }),
    { numRuns: 1500 },
  );
});

test('connector files', async () => {
  const fields = fc.dictionary(
    fc.constantFrom('name', 'config', 'connector.class', 'file', '__proto__'),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        hostileJson,
        fields.map((one) => JSON.stringify(one)),
      ),
      async (text) => {
        for (const name of ['connector.json', 'connector.properties']) {
          await writeFile(join(dir, name), text);
          const read = await orRefused(async () => readConnectorFile(join(dir, name), '/work'));
          for (const value of Object.values(read?.config ?? {})) expect(typeof value).toBe('string');
        }
      },
    ),
    { numRuns: 700 },
  );
});

test('schema text, and the description of a stack', async () => {
  await fc.assert(
    fc.asyncProperty(hostileJson, fc.constantFrom('avro', 'json', 'protobuf'), async (text, type) => {
      await orRefused(() => schemaOfText(text, type as 'avro'));
      const home = { root: dir, cache: dir, stacks: dir };
      await writeFile(join(dir, 'stack.json'), text);
      await orRefused(async () =>
        readRecord({ ...home, stacks: join(dir, '..') }, dir.split('/').at(-1)?.toLowerCase() ?? ''),
      );
    }),
    { numRuns: 500 },
  );
});

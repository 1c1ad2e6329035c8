import { isAbsolute, join, relative } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAssignments, parsePorts } from '../../src/cli/flags.js';
import { parseDuration } from '../../src/shared/duration.js';
import { stackDir } from '../../src/shared/home.js';
import { hdfsPath } from '../../src/hdfs/path.js';
import { glob } from '../../src/kafka/records/glob.js';
import { offsetPosition, offsetRange } from '../../src/kafka/consume/offset-range.js';
import { checkTopicName } from '../../src/kafka/topics/topic-name.js';
import { ByteWriter } from '../../src/render/byte-writer.js';
import { recordTemplate } from '../../src/render/kafka/record-template.js';
import { settingsFormats, settingsText } from '../../src/render/settings.js';
import { optionValues } from '../../src/scaffold/option-values.js';
import { fill, fillPath } from '../../src/scaffold/fill.js';
import { findPipelines } from '../../src/smoke/pipelines.js';
import { catalogue, withNeeds } from '../../src/services/catalogue.js';
import { allStatements } from '../../src/sql/statements.js';
import { hostileText, orRefused } from '../support/hostile.js';

const home = {
  root: '/home/x/.streamkit',
  cache: '/home/x/.streamkit/cache',
  stacks: '/home/x/.streamkit/stacks',
};
const isInside = (parent: string, path: string) => {
  const way = relative(parent, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
};

test('names of stacks, topics, services and pipelines', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      const dir = await orRefused(() => stackDir(home, text));
      if (dir !== undefined) expect(dir).toBe(join(home.stacks, text));
      if (dir !== undefined) expect(isInside(home.stacks, dir)).toBe(true);
      const topic = await orRefused(() => {
        checkTopicName(text);
        return true;
      });
      if (topic) expect(text).toMatch(/^[a-zA-Z0-9._-]{1,249}$/);
      await orRefused(() => withNeeds(catalogue('kraft'), [text]));
      await orRefused(() => findPipelines([text]));
    }),
    { numRuns: 1500 },
  );
});

test('words of flags', async () => {
  const offsets = fc.oneof(hostileText, fc.stringMatching(/^[@:+\-0-9a-zT.]{0,20}$/));
  await fc.assert(
    fc.asyncProperty(offsets, async (text) => {
      await orRefused(() => offsetRange(text, 1_700_000_000_000));
      await orRefused(() => offsetPosition(text, 1_700_000_000_000));
      await orRefused(() => parsePorts([text]));
      await orRefused(() => parseDuration(text));
      await orRefused(() => parseAssignments('--set', [text], 'a=b'));
      await orRefused(() => hdfsPath(text));
      for (const dialect of ['mysql', 'hive', 'postgres'] as const) allStatements(text, dialect);
    }),
    { numRuns: 1500 },
  );
});

test('paths in HDFS stay absolute and climb nowhere', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      const path = await orRefused(() => hdfsPath(text));
      if (path === undefined) return;
      expect(path.startsWith('/')).toBe(true);
      expect(path.split('/')).not.toContain('..');
    }),
    { numRuns: 500 },
  );
});

test('globs fit what they should, in a time that does not explode', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(glob('*')(text)).toBe(true);
      expect(glob(text.replace(/[*?]/g, '?'))(text)).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(glob('*a'.repeat(40))('a'.repeat(5000) + 'b')).toBe(false);
});

test('templates of records', async () => {
  const record = {
    topic: 't',
    partition: 0,
    offset: 1,
    timestamp: 2,
    key: null,
    value: Buffer.from('v'),
    headers: [],
  };
  const patterns = fc.oneof(hostileText, fc.stringMatching(/^[%\\a-zA-Z]{0,20}$/));
  await fc.assert(
    fc.asyncProperty(patterns, async (pattern) => {
      const out = new ByteWriter();
      const write = await orRefused(() =>
        recordTemplate(pattern, (value, to) => {
          to.bytes(value ?? Buffer.alloc(0));
        }),
      );
      write?.(record, out);
    }),
    { numRuns: 500 },
  );
});

test('options of templates lead to no other folder and end no line of a file', async () => {
  const kinds = [
    'java-package',
    'artifact',
    'name',
    'topic',
    'sql-identifier',
    'path',
    'char',
    'line',
  ] as const;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), hostileText, async (kind, text) => {
      const option = { name: 'value', kind, default: 'x', description: '' };
      const template = { name: 't', summary: '', options: [option], next: [], parts: [] };
      const values = await orRefused(() => optionValues(template, { value: text }));
      if (!values) return;
      expect(fill('{{value}}', values)).not.toMatch(/[\n\r\0]/);
      if (kind === 'line' || kind === 'path' || kind === 'char') return;
      expect(isInside('/project', join('/project', fillPath('src/{{value}}/File.java', values)))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('settings of programs', () => {
  fc.assert(
    fc.property(hostileText, fc.constantFrom(...settingsFormats), (value, format) => {
      const entries = { A: value };
      const text = settingsText({ variables: entries, properties: entries, spring: entries }, format);
      // Whatever the value holds, it ends no line of a file that is read line by line.
      if (format !== 'sh' && format !== 'json') expect(text.split(/\r\n|\r|\n/)).toHaveLength(2);
    }),
    { numRuns: 500 },
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve('src');

/** Which areas an area may import from, besides itself and the plain files at the top of src/. */
const arrows: Record<string, string[]> = {
  commands: [
    'stack',
    'smoke',
    'scaffold',
    'kafka',
    'connect',
    'storm',
    'sql',
    'hdfs',
    'render',
    'services',
    'engines',
  ],
  smoke: ['stack', 'scaffold', 'kafka', 'connect', 'storm', 'sql', 'hdfs', 'services', 'engines'],
  stack: ['services', 'engines', 'health'],
  render: ['stack', 'smoke', 'kafka', 'connect', 'storm', 'sql', 'hdfs', 'engines'],
  kafka: ['services'],
  connect: ['services', 'engines', 'stack'],
  storm: ['services', 'engines', 'stack'],
  sql: ['services', 'engines', 'stack'],
  hdfs: ['services', 'engines', 'stack'],
  scaffold: [],
  engines: ['services'],
  health: ['services'],
  services: [],
};

/** Client libraries, and the one area that may import each. */
const owners: Record<string, string> = {
  kafkajs: 'kafka',
  '@kafkajs/confluent-schema-registry': 'kafka',
  protobufjs: 'kafka',
  snappy: 'kafka',
  'lz4-napi': 'kafka',
  '@hpcc-js/wasm-zstd': 'kafka',
  mysql2: 'sql',
  'hive-driver': 'sql',
  thrift: 'storm',
  dockerode: 'engines',
};

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const imports = files.flatMap((from): Import[] => {
  const text = readFileSync(join(src, from), 'utf8');
  const found = text.matchAll(/(import|export)( type)?[^;'"]*?\sfrom '([^']+)'|import\('([^']+)'\)/g);
  return [...found].map(([, , type, to, dynamic]) => ({
    from,
    to: to ?? dynamic ?? '',
    typeOnly: type !== undefined,
  }));
});

const areaOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');
const targetOf = ({ from, to }: Import) => relative(src, join(src, dirname(from), to));

test('every area imports only what lies below it', () => {
  const wrong = imports.filter(({ from, to, ...rest }) => {
    const area = areaOf(from);
    if (area === '' || !to.startsWith('.')) return false;
    const target = areaOf(targetOf({ from, to, ...rest }));
    return target !== '' && target !== area && !(arrows[area] ?? []).includes(target);
  });
  expect(wrong).toEqual([]);
});

// The one text format that is also read back has its code in one place.
const alsoRead = 'kafka/json-each-row.js';

test('renderers know types only', () => {
  const wrong = imports.filter((one) => {
    const target = areaOf(targetOf(one));
    return (
      areaOf(one.from) === 'render' &&
      one.to.startsWith('.') &&
      !['', 'render'].includes(target) &&
      targetOf(one) !== alsoRead &&
      !one.typeOnly
    );
  });
  expect(wrong).toEqual([]);
});

test('a client library is imported in its own area only', () => {
  const wrong = imports.filter(({ from, to }) => owners[to] !== undefined && owners[to] !== areaOf(from));
  expect(wrong).toEqual([]);
});

test('only the engine selection names a concrete engine', () => {
  const wrong = imports.filter(
    (one) =>
      /engines\/(local|docker)\/engine\.js$/.test(targetOf(one)) &&
      one.from !== 'engines/select.ts' &&
      !one.typeOnly,
  );
  expect(wrong).toEqual([]);
});

test('commands do not import each other', () => {
  const wrong = imports.filter(
    (one) => areaOf(one.from) === 'commands' && areaOf(targetOf(one)) === 'commands',
  );
  expect(wrong.filter(({ to }) => to.startsWith('.'))).toEqual([]);
});

test('files fit a screen or two', () => {
  const long = files.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 260);
  expect(long).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve('src');

const clients = ['kafka', 'connect', 'storm', 'flink', 'spark', 'sql', 's3', 'opensearch', 'hdfs', 'hbase'];

/** Which areas an area may import from, besides itself and `shared`, which imports nothing. */
const arrows: Record<string, string[]> = {
  commands: [
    'cli',
    'config',
    'stack',
    'smoke',
    'scaffold',
    'jobs',
    'compare',
    'drill',
    'project',
    'dev',
    'checks',
    'snapshots',
    'export',
    ...clients,
    'render',
    'services',
    'engines',
    'console',
    'contexts',
  ],
  snapshots: ['stack', 'services', 'engines'],
  export: ['stack', 'project', 'jobs', ...clients, 'services', 'engines'],
  testing: ['project', 'snapshots', 'stack', 'kafka'],
  checks: ['dev', 'smoke', 'project', 'config', 'stack', 'kafka', 'hdfs'],
  dev: ['project', 'config', 'console', 'jobs', 'kafka', 'stack'],
  project: ['stack', 'config', 'jobs', ...clients, 'services', 'engines'],
  cli: ['contexts', 'config', 'stack', 'render', 'services', 'kafka', 'jobs', 'console'],
  jobs: ['stack', 'flink', 'spark', 'storm', 'services', 'engines', 'health'],
  smoke: ['stack', 'scaffold', 'jobs', 'drill', ...clients, 'services', 'engines'],
  compare: ['stack', 'scaffold', 'smoke', 'kafka', 'services', 'engines'],
  drill: ['stack', 'scaffold', 'jobs', 'connect', 'storm', 'flink', 'kafka', 'services', 'engines', 'health'],
  render: [
    'stack',
    'checks',
    'project',
    'smoke',
    'jobs',
    'compare',
    'drill',
    ...clients,
    'engines',
    'console',
    'services',
  ],
  console: ['stack', 'smoke', 'jobs', 'drill', ...clients, 'render', 'services', 'engines'],
  connect: ['services', 'engines', 'stack', 'kafka'],
  storm: ['services', 'engines', 'stack'],
  flink: ['services', 'engines', 'stack', 'health'],
  spark: ['services', 'engines', 'stack', 'health'],
  sql: ['services', 'engines', 'stack', 'flink'],
  s3: [],
  opensearch: ['health'],
  hdfs: ['services', 'engines', 'stack'],
  hbase: ['services', 'engines', 'stack'],
  stack: ['services', 'engines', 'health', 'config', 'contexts'],
  kafka: ['services'],
  config: ['services', 'engines'],
  engines: ['services'],
  health: ['services'],
  // A definition names its probe, which is loaded from its client's area when the service is probed.
  services: ['health', ...clients],
  contexts: [],
  scaffold: [],
  shared: [],
};

/** Client libraries, and the one area that may import each. */
const owners: Record<string, string> = {
  chokidar: 'dev',
  kafkajs: 'kafka',
  '@peculiar/x509': 'stack',
  protobufjs: 'kafka',
  '@faker-js/faker': 'kafka',
  '@faker-js/faker/locale/en': 'kafka',
  snappy: 'kafka',
  'lz4-napi': 'kafka',
  '@hpcc-js/wasm-zstd': 'kafka',
  fzstd: 'kafka',
  mysql2: 'sql',
  pg: 'sql',
  'cassandra-driver': 'sql',
  'xz-decompress': 'engines',
  'hive-driver': 'sql',
  thrift: 'storm',
  dockerode: 'engines',
  preact: 'console',
  '@preact/signals': 'console',
  uplot: 'console',
  '@dagrejs/dagre': 'console',
  '@tanstack/virtual-core': 'console',
};

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
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
    const path = targetOf({ from, to, ...rest });
    if (!to.startsWith('.') || path.startsWith('..')) return false;
    const target = areaOf(path);
    return target !== 'shared' && target !== area && !(arrows[area] ?? []).includes(target);
  });
  expect(wrong).toEqual([]);
});

// The one text format that is also read back has its code in one place.
const alsoRead = 'kafka/records/json-each-row.js';

test('no files import each other in a circle, types included', () => {
  const known = new Set(files);
  const next = new Map<string, string[]>();
  for (const one of imports.filter(({ to }) => to.startsWith('.'))) {
    const path = targetOf(one).replace(/\.js$/, '');
    const file = [`${path}.ts`, `${path}.tsx`].find((name) => known.has(name));
    if (file !== undefined) next.set(one.from, [...(next.get(one.from) ?? []), file]);
  }
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const at = way.indexOf(file);
    if (at !== -1) circles.push([...way.slice(at), file].join(' → '));
    if (at !== -1 || done.has(file)) return;
    for (const one of next.get(file) ?? []) visit(one, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('renderers know types only', () => {
  const wrong = imports.filter((one) => {
    const target = areaOf(targetOf(one));
    return (
      areaOf(one.from) === 'render' &&
      one.to.startsWith('.') &&
      !['shared', 'render'].includes(target) &&
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

test('the page of the console is a program of its own: it imports types only', () => {
  const wrong = imports.filter(
    (one) =>
      one.from.startsWith('console/page/') &&
      one.to.startsWith('.') &&
      !targetOf(one).startsWith('console/page/') &&
      !one.typeOnly,
  );
  expect(wrong).toEqual([]);
});

test('nothing imports the page of the console', () => {
  const wrong = imports.filter(
    (one) => !one.from.startsWith('console/page/') && targetOf(one).startsWith('console/page/'),
  );
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

// A file in src/commands is a command of that name.
test('no folder has more than 25 files at one level, except the commands', () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([folder, count]) => folder !== 'commands' && count > 25)).toEqual([]);
});

import { expect, test } from 'vitest';
import { planProject } from '../../../src/project/plan.js';
import {
  nothingCreated,
  type Actual,
  type Created,
  type Desired,
  type DesiredSchema,
} from '../../../src/project/types.js';

const nothing: Desired = {
  topics: [],
  schemas: [],
  plugins: [],
  connectors: [],
  scripts: [],
  commands: [],
  folders: [],
  files: [],
  data: [],
  jobs: [],
};
const empty: Actual = {
  topics: [],
  schemas: [],
  connectors: [],
  plugins: [],
  scripts: [],
  commands: [],
  paths: [],
  jobs: [],
};

function golden(
  desired: Partial<Desired>,
  actual: Partial<Actual> = {},
  created: Partial<Created> = {},
  prune = false,
): string[] {
  const steps = planProject(
    { ...nothing, ...desired },
    { ...empty, ...actual },
    { ...nothingCreated, ...created },
    prune,
  );
  return steps.map(({ action, kind, name, reason }) => `${action} ${kind} ${name}: ${reason}`);
}

const topic = (name: string, partitions?: number, configs: Record<string, string> = {}) => ({
  name,
  partitions,
  replication: undefined,
  configs,
});
const there = (name: string, partitions: number, configs: Record<string, string> = {}) => ({
  name,
  partitions,
  replication: 1,
  configs,
});

test('topics: created, grown, configured, kept, and never shrunk', () => {
  const policy = { 'cleanup.policy': 'compact' };
  expect(
    golden(
      {
        topics: [topic('new', 3, policy), topic('more', 4), topic('less', 1), topic('same', 2), topic('any')],
      },
      { topics: [there('more', 2, { x: '1' }), there('less', 3), there('same', 2), there('any', 7)] },
    ),
  ).toEqual([
    'create topic new: 3 partitions, cleanup.policy=compact',
    'change topic more: partitions 2 → 4',
    'refuse topic less: it has 3 partitions, and Kafka cannot remove any: write partitions: 3',
    'keep topic same: it is as described',
    'keep topic any: it is as described',
  ]);
});

test('a config is reset only where apply set it', () => {
  const actual = { topics: [there('t', 1, { ours: '1', theirs: '2' })] };
  expect(golden({ topics: [topic('t')] }, actual, { topics: { t: ['ours'] } })).toEqual([
    'change topic t: ours 1 → (default)',
  ]);
  expect(golden({ topics: [topic('t')] }, actual)).toEqual(['keep topic t: it is as described']);
});

test('what apply created is deleted only with prune, in reverse order; what others created never', () => {
  const actual: Partial<Actual> = {
    topics: [there('ours', 1), there('theirs', 1)],
    connectors: [
      { name: 'sink', config: {} },
      { name: 'other', config: {} },
    ],
  };
  const created = { topics: { ours: [], gone: [] }, connectors: ['sink'] };
  expect(golden({}, actual, created, true)).toEqual([
    'delete connector sink: it is no longer in streamkit.yml',
    'delete topic ours: it is no longer in streamkit.yml',
  ]);
  expect(golden({}, actual, created)).toEqual([
    'keep connector sink: it is no longer in streamkit.yml; --prune deletes it',
    'keep topic ours: it is no longer in streamkit.yml; --prune deletes it',
  ]);
});

const schema = (subject: string, more: Partial<DesiredSchema> = {}): DesiredSchema => ({
  subject,
  type: 'avro',
  text: '"string"',
  references: [],
  compatibility: undefined,
  ...more,
});

test('schemas: references first, an incompatible one refused, a level changed', () => {
  const references = [{ name: 'Order', subject: 'b', version: undefined }];
  const level = 'BACKWARD' as const;
  expect(
    golden(
      {
        schemas: [
          schema('a', { references }),
          schema('b'),
          schema('c'),
          schema('d', { compatibility: 'FULL' }),
        ],
      },
      {
        schemas: [
          { subject: 'c', registered: false, compatibility: level, incompatible: ['field x is missing'] },
          { subject: 'd', registered: true, compatibility: level, incompatible: [] },
        ],
      },
    ),
  ).toEqual([
    'create schema b: avro',
    'create schema a: avro',
    'refuse schema c: it is not compatible (BACKWARD): field x is missing',
    'change schema d: compatibility BACKWARD → FULL',
  ]);
});

const script = (name: string, checksum = '1') => ({
  product: 'mysql' as const,
  database: 'shop',
  name,
  path: `/p/${name}`,
  checksum,
});
const ran = (name: string, checksum = '1') => ({ product: 'mysql', database: 'shop', name, checksum });

test('scripts run once in their order; a changed one and one before those that ran are refused', () => {
  expect(golden({ scripts: [script('1.sql'), script('2.sql')] }, { scripts: [ran('1.sql')] })).toEqual([
    'keep script mysql/shop 1.sql: it ran',
    'run script mysql/shop 2.sql: it has not run',
  ]);
  expect(golden({ scripts: [script('0.sql'), script('1.sql', '2')] }, { scripts: [ran('1.sql')] })).toEqual([
    'refuse script mysql/shop 0.sql: 1.sql, which follows it, has run: move it to the end',
    'refuse script mysql/shop 1.sql: it was changed after it ran: put the change into a new script',
  ]);
});

test('files in HDFS: put once, again after a change, and never over a file of others', () => {
  const file = (target: string, checksum = '1') => ({ target, path: '/p', checksum, bytes: 5 });
  const path = (name: string, bytes = 5) => ({ path: name, type: 'file' as const, bytes });
  expect(
    golden(
      { folders: ['/in', '/a'], files: [file('/new'), file('/same'), file('/edited', '2'), file('/theirs')] },
      { paths: [path('/a'), path('/same'), path('/edited'), path('/theirs', 9)] },
      { files: { '/same': '1', '/edited': '1' } },
    ),
  ).toEqual([
    'create folder /in: it does not exist in HDFS',
    'refuse folder /a: a file in HDFS has this path',
    'create file /new: 5 bytes',
    'keep file /same: it is as described',
    'change file /edited: the file has changed',
    'refuse file /theirs: another file has this path, which apply did not create: move it away',
  ]);
});

test('data is written once into each topic, and again into a topic that is created', () => {
  const data = [
    {
      topic: 't',
      name: 'd.txt',
      path: '/d',
      checksum: '2',
      format: 'string' as const,
      keySeparator: undefined,
    },
  ];
  const created = { data: { 't d.txt': '1' } };
  expect(golden({ data }, { topics: [there('t', 1)] })).toEqual([
    'run data t d.txt: it has not been written',
  ]);
  expect(golden({ data }, { topics: [there('t', 1)] }, created)).toEqual([
    'keep data t d.txt: it was written before the file changed: delete the topic to write it again',
  ]);
  expect(golden({ data }, {}, created)).toEqual(['run data t d.txt: it has not been written']);
});

test('connectors are compared by their settings, without showing values', () => {
  const connector = (config: Record<string, string>) => ({ name: 'c', file: '/c.json', config });
  const actual = { connectors: [{ name: 'c', config: { url: 'a', old: 'b' } }] };
  expect(golden({ connectors: [connector({ url: 'secret', fresh: 'x' })] }, actual)).toEqual([
    'change connector c: url differs, fresh is new, old is removed',
  ]);
  expect(golden({ connectors: [connector({ url: 'a', old: 'b' })] }, actual)).toEqual([
    'keep connector c: it is as described',
  ]);
});

test('jobs: submitted when they do not run, again when they changed; those of others are left alone', () => {
  const job = (name: string, checksum = '1') => ({
    name,
    build: { command: ['mvn'], source: '/s', watch: ['/s'] },
    jar: '/s/x.jar',
    on: undefined,
    words: [],
    settings: {},
    checksum,
  });
  const running = (name: string, id: string) => ({ name, id, processor: 'flink' });
  expect(
    golden(
      { jobs: [job('new'), job('same'), job('edited', '2'), job('theirs')] },
      { jobs: [running('same', 's'), running('x', 'e'), running('theirs', 't')] },
      { jobs: { same: { checksum: '1', ids: ['s'] }, edited: { checksum: '1', ids: ['e'] } } },
    ),
  ).toEqual([
    'run job new: it does not run: it is built and submitted',
    'keep job same: it runs',
    'change job edited: it has changed: it is built and submitted again',
    'keep job theirs: a job of this name runs, which apply did not submit',
  ]);
});

test('commands run once, or while their file does not exist', () => {
  const commands = [
    { name: 'once', run: ['a'], creates: undefined },
    { name: 'ran', run: ['a'], creates: undefined },
    { name: 'missing', run: ['a'], creates: '/p/x.db' },
    { name: 'made', run: ['a'], creates: '/p/y.db' },
  ];
  expect(golden({ commands }, { commands: ['made'] }, { commands: ['ran', 'missing'] })).toEqual([
    'run command once: it has not run',
    'keep command ran: it ran',
    'run command missing: /p/x.db does not exist',
    'keep command made: its file exists',
  ]);
});

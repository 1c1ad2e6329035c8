import { expect, test } from 'vitest';
import type { WatchedGroup, WatchedTopic } from '../../../src/console/watch/types.js';
import { throughputLine } from '../../../src/dev/throughput.js';
import { watchedPaths } from '../../../src/project/watched-paths.js';

const topic = (name: string, inRate: number, internal = false): WatchedTopic => ({
  name,
  internal,
  inRate,
  partitions: 1,
  replicationFactor: 1,
  records: 0,
  underReplicated: 0,
  leaderless: 0,
  ends: [0],
});
const group = (name: string, outRate: number, lag: number): WatchedGroup => ({
  name,
  state: 'Stable',
  members: 1,
  outRate,
  lag,
  topics: [],
});

test('only what moves or waits is shown', () => {
  expect(
    throughputLine({
      topics: [topic('orders', 120.4), topic('idle', 0), topic('__offsets', 5, true)],
      groups: [group('app', 0.5, 3), group('done', 0, 0)],
    }),
  ).toBe('orders 120/s  ·  app reads 0.5/s, lag 3');
  expect(throughputLine({ topics: [topic('idle', 0)], groups: [] })).toBe('');
});

test('sources, files and patterns of a project are watched; a jar only where nothing builds it', () => {
  expect(
    watchedPaths({
      dir: '/p',
      schemas: { a: 'a.avsc' },
      sql: { mysql: { shop: ['sql/*.sql'] } },
      connectors: {
        files: ['c.json'],
        plugins: ['debezium-mariadb', { file: 'c.zip', build: 'mvn', watch: ['src'] }],
      },
      jobs: { built: { jar: 'a.jar', build: 'mvn', source: 'job' }, given: { jar: 'b-*.jar' } },
      programs: { app: { run: 'node app.js', watch: ['app.js'] } },
    }),
  ).toEqual(
    ['a.avsc', 'app.js', 'b-*.jar', 'c.json', 'job', 'sql/*.sql', 'src', 'streamkit.yml'].map(
      (path) => `/p/${path}`,
    ),
  );
});

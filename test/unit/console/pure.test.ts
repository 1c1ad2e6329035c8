import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { maskSecrets, holdsMasked } from '../../../src/connect/connector-details.js';
import { csvOf } from '../../../src/console/server/csv.js';
import { refusalOf } from '../../../src/console/server/guard.js';
import { changes, findRoute, matchPath } from '../../../src/console/server/router.js';
import { allRoutes } from '../../../src/console/server/routes/all.js';
import { attentionOf, RisingLags } from '../../../src/console/watch/attention.js';
import { flowOf } from '../../../src/console/watch/flow.js';
import { History } from '../../../src/console/watch/history.js';
import { Rates } from '../../../src/console/watch/rates.js';
import { storesOf } from '../../../src/console/watch/stores.js';
import type { WatchedConnector, WatchedGroup, WatchedTopic } from '../../../src/console/watch/types.js';

describe('guard', () => {
  const ask = (headers: Record<string, string>, path = '/api/v1/stack') =>
    refusalOf({ headers: { host: '127.0.0.1:7700', ...headers }, path }, 7700, 'secret')?.status;

  test('answers the loopback names at its own port only', () => {
    for (const host of ['127.0.0.1:7700', 'localhost:7700', '[::1]:7700'])
      expect(ask({ host }, '/')).toBeUndefined();
    for (const host of ['', '127.0.0.1', '127.0.0.1:7701', 'evil.test:7700', 'localhost.evil.test:7700'])
      expect(ask({ host }, '/'), host).toBe(421);
  });

  test('wants the token for the API and the metrics, not for the page', () => {
    expect(ask({})).toBe(401);
    expect(ask({ authorization: 'Bearer secret2' })).toBe(401);
    expect(ask({ authorization: 'secret' })).toBe(401);
    expect(ask({ authorization: 'Bearer secret' })).toBeUndefined();
    expect(ask({}, '/metrics')).toBe(401);
    expect(ask({}, '/')).toBeUndefined();
  });

  test('refuses other origins and sites with the right token', () => {
    const authorization = 'Bearer secret';
    expect(ask({ authorization, origin: 'http://127.0.0.1:7701' })).toBe(403);
    expect(ask({ authorization, origin: 'http://127.0.0.1:7700' })).toBeUndefined();
    expect(ask({ authorization, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(ask({ authorization, 'sec-fetch-site': 'none' })).toBe(403);
  });
});

describe('routes', () => {
  test('parts of a path are decoded one by one', () => {
    expect(matchPath('topics/:name/records', 'topics/a%2Fb/records')).toEqual({ name: 'a/b' });
    expect(matchPath('topics/:name', 'topics/')).toBeUndefined();
    expect(matchPath('topics/:name', 'topics/a/b')).toBeUndefined();
    expect(() => matchPath('topics/:name', 'topics/%zz')).toThrow('percent escape');
  });

  test('every route that is not a GET changes something, but for the two that only check', () => {
    const reading = allRoutes.filter((route) => route.method !== 'GET' && !changes(route));
    expect(reading.map(({ path }) => path)).toEqual(['groups/:name/reset/preview', 'schemas/:subject/check']);
  });

  test('the paths of the Storm UI are answered', () => {
    for (const path of ['cluster/summary', 'topology/summary', 'topology/words-1-2'])
      expect(findRoute(allRoutes, 'GET', path)?.route.path).toMatch(/^(cluster|topology)\//);
  });
});

const topic = (name: string, inRate = 0): WatchedTopic => ({
  name,
  internal: false,
  partitions: 1,
  replicationFactor: 1,
  records: 1,
  inRate,
  underReplicated: 0,
  leaderless: 0,
  ends: [1],
});
const connector = (name: string, more: Partial<WatchedConnector>): WatchedConnector => ({
  name,
  type: 'sink',
  class: '',
  state: 'RUNNING',
  tasks: [{ id: 0, state: 'RUNNING' }],
  topics: [],
  stores: [],
  ...more,
});
const group = (name: string, of: string, lag = 0): WatchedGroup => ({
  name,
  state: 'Stable',
  members: 1,
  lag,
  outRate: 2,
  topics: [{ topic: of, lag, outRate: 2 }],
});

describe('flow', () => {
  test('goes from writers by topics and connectors to stores', () => {
    const flow = flowOf({
      topics: [topic('orders', 5), topic('copies', 1)],
      groups: [group('connect-sink', 'orders', 3), group('billing', 'orders')],
      connectors: [
        connector('sink', { topics: ['orders'], stores: ['file:/tmp/out.txt'] }),
        connector('source', { type: 'source', topics: ['copies'], stores: ['mysql:sales.customer'] }),
      ],
      topologies: [],
    });
    expect(flow.edges).toEqual([
      { from: 'topic:orders', to: 'connector:sink', rate: 2, lag: 3 },
      { from: 'connector:sink', to: 'store:file:/tmp/out.txt' },
      { from: 'connector:source', to: 'topic:copies', rate: 1 },
      { from: 'store:mysql:sales.customer', to: 'connector:source' },
      { from: 'topic:orders', to: 'group:billing', rate: 2, lag: 0 },
      { from: 'writers:other writers', to: 'topic:orders', rate: 5 },
    ]);
    expect(flow.nodes.find(({ id }) => id === 'store:file:/tmp/out.txt')).toMatchObject({
      name: 'out.txt',
      detail: 'file in /tmp',
    });
  });

  test("draws a topology between what it reads and what it says it writes, and not its group's node", () => {
    const flow = flowOf({
      topics: [topic('customers'), topic('errors')],
      groups: [group('words', 'customers', 7)],
      connectors: [],
      topologies: [
        {
          name: 'words',
          id: 'words-1',
          status: 'ACTIVE',
          uptimeSeconds: 1,
          workers: 1,
          ackedRate: 1,
          failedRate: 0,
          reads: [{ topic: 'customers', group: 'words' }],
          writes: ['topic:errors', 'mysql:sales.customer'],
          errors: [],
        },
      ],
    });
    expect(flow.nodes.map(({ kind }) => kind)).not.toContain('group');
    expect(flow.edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      'topic:customers > topology:words',
      'topology:words > topic:errors',
      'topology:words > store:mysql:sales.customer',
    ]);
  });

  test('stores are what settings name', () => {
    expect(storesOf({ file: '/tmp/a' })).toEqual(['file:/tmp/a']);
    expect(
      storesOf({ 'connection.url': 'jdbc:mysql://127.0.0.1:3306/sales?user=x', table: 'customer' }),
    ).toEqual(['mysql:sales.customer']);
    expect(storesOf({ 'connection.url': 'jdbc:sqlite:/tmp/shop.db' })).toEqual(['sqlite:shop.db']);
    expect(storesOf({ topics: 'orders' })).toEqual([]);
  });
});

describe('attention', () => {
  const none = { services: [], topics: [], groups: [], connectors: [], topologies: [] };

  test('a failed task comes with the first line and the last cause of its trace, an action and a command', () => {
    const trace =
      'java.lang.A: outer\n\tat x\nCaused by: java.lang.B: middle\nCaused by: java.lang.C: inner\n\tat y';
    const failed = connector('sink', { tasks: [{ id: 0, state: 'FAILED', trace }] });
    expect(attentionOf({ ...none, connectors: [failed] }, new RisingLags(1))).toEqual([
      expect.objectContaining({
        severity: 'problem',
        title: 'Connector sink has 1 failed of 1 tasks',
        evidence: ['java.lang.A: outer', 'Caused by: java.lang.C: inner'],
        action: expect.objectContaining({ path: 'connectors/sink/restart' }) as unknown,
      }),
    ]);
  });

  test('a lag counts when it has risen for a minute, and no longer when it falls', () => {
    const rising = new RisingLags(60_000);
    for (const [second, lag] of [
      [0, 5],
      [30, 8],
      [61, 9],
    ] as const)
      rising.add(second * 1000, [{ name: 'g', lag }]);
    expect(rising.isRising('g')).toBe(true);
    rising.add(62_000, [{ name: 'g', lag: 4 }]);
    expect(rising.isRising('g')).toBe(false);
  });

  test('a dead-letter topic counts while it grows', () => {
    const titles = (topics: WatchedTopic[]) =>
      attentionOf({ ...none, topics }, new RisingLags(1)).map(({ title }) => title);
    expect(titles([topic('orders-dlq', 1), topic('orders', 1), topic('orders.errors', 0)])).toEqual([
      'Dead-letter topic orders-dlq is growing',
    ]);
  });
});

describe('samples', () => {
  test('a rate is the growth over its window, and starts over when a counter falls', () => {
    const rates = new Rates(2000);
    expect(rates.add('a', 0, 100)).toBe(0);
    expect(rates.add('a', 1000, 110)).toBe(10);
    expect(rates.add('a', 2000, 130)).toBe(15);
    expect(rates.add('a', 3000, 130)).toBe(10);
    expect(rates.add('a', 4000, 0)).toBe(0);
    expect(rates.add('a', 5000, 5)).toBe(5);
  });

  test('history keeps one point per second, and nothing of a series that never moved', () => {
    const history = new History();
    history.add('still', 1, 0);
    for (let second = 1; second <= 1000; second++) history.add('moving', second, second);
    expect(history.read('still', 0, 1000)).toEqual({ times: [], values: [] });
    expect(history.read('moving', 998, 1000)).toEqual({ times: [998, 999, 1000], values: [998, 999, 1000] });
    expect(history.read('moving', 0, 1000).times.slice(0, 2)).toEqual([0, 10]);
  });
});

test('secrets of connectors are masked by type, by name and in URLs, and cannot be saved', () => {
  const masked = maskSecrets(
    {
      'connection.password': 'a',
      hidden: 'b',
      'connection.url': 'jdbc:mysql://root:c@127.0.0.1/x?password=d&user=e',
      file: '/tmp/f',
    },
    new Set(['hidden']),
  );
  expect(masked).toEqual({
    'connection.password': '********',
    hidden: '********',
    'connection.url': 'jdbc:mysql://root:********@127.0.0.1/x?password=********&user=e',
    file: '/tmp/f',
  });
  expect(holdsMasked(masked)).toBe(true);
  expect(holdsMasked({ file: '/tmp/f' })).toBe(false);
});

test('CSV quotes what it must, and no cell is a formula', () => {
  expect(csvOf([['a,b', 'c"d', '=1+1', '-5', '-x', 'e']])).toBe(`"a,b","c""d",'=1+1,-5,'-x,e\r\n`);
});

test('the page stays small: 45 kB at first, 110 kB in all, compressed', () => {
  const dir = 'dist/console';
  const size = (name: string) => gzipSync(readFileSync(join(dir, name))).length;
  const files = readdirSync(dir);
  const first = new Set(files.filter((name) => /^(index|main|style)/.test(name)));
  for (const name of first) {
    const text = readFileSync(join(dir, name), 'utf8');
    // What the entry imports at once, and what that imports.
    for (const [, found] of text.matchAll(/(?:from|import)\s*"\.\/(part-\w+\.js)"/g))
      if (found !== undefined) first.add(found);
  }
  const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + size(name), 0);
  expect(sum(first)).toBeLessThan(45 * 1024);
  expect(sum(files)).toBeLessThan(110 * 1024);
});

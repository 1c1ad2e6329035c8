import { describe, expect, test } from 'vitest';
import { pageSizes } from '../../../scripts/bench/console/page.js';
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
import { readsOf } from '../../../src/console/watch/watch-jobs.js';
import type {
  WatchedConnector,
  WatchedGroup,
  WatchedJob,
  WatchedTopic,
} from '../../../src/console/watch/types.js';
import { lineageIn } from '../../../src/jobs/lineage.js';

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
const job = (name: string, more: Partial<WatchedJob>): WatchedJob => ({
  processor: 'flink',
  name,
  id: name,
  state: 'RUNNING',
  ended: false,
  tasks: { running: 1, total: 1 },
  reads: [],
  writes: [],
  stores: [],
  ...more,
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
      streamJobs: [],
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
      streamJobs: [],
    });
    expect(flow.nodes.map(({ kind }) => kind)).not.toContain('group');
    expect(flow.edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      'topic:customers > topology:words',
      'topology:words > topic:errors',
      'topology:words > store:mysql:sales.customer',
    ]);
  });

  test('draws a job that runs between what it reads and writes; a topic with two writers has no rate of either', () => {
    const flow = flowOf({
      topics: [topic('orders', 1), topic('big', 1), topic('both', 1)],
      groups: [group('big-orders', 'orders', 7)],
      connectors: [connector('source', { type: 'source', topics: ['both'] })],
      topologies: [],
      streamJobs: [
        job('insert-into_default_catalog.default_database.big', {
          reads: [{ topic: 'orders', group: 'big-orders', rate: 5, lag: 2 }],
          writes: ['topic:big', 'topic:both', 'mysql:sales.orders'],
        }),
        job('canceled', { state: 'CANCELED', ended: true, writes: ['topic:big'] }),
      ],
    });
    expect(flow.nodes.filter(({ kind }) => kind === 'job' || kind === 'group')).toMatchObject([
      { name: 'insert-into_big', detail: 'flink job, 1 task', state: 'ok' },
    ]);
    const id = 'job:insert-into_default_catalog.default_database.big';
    expect(flow.edges).toEqual([
      { from: 'connector:source', to: 'topic:both' },
      { from: 'topic:orders', to: id, rate: 5, lag: 2 },
      { from: id, to: 'topic:big', rate: 1 },
      { from: id, to: 'topic:both' },
      { from: id, to: 'store:mysql:sales.orders' },
      { from: 'writers:other writers', to: 'topic:orders', rate: 1 },
    ]);
  });

  test('what a job reads is what it declares and what its sources count, with rate and lag by its own positions', () => {
    const lineage = { reads: [{ topic: 'orders', group: 'g' }], writes: [], stores: [] };
    const positions = [
      { topic: 'orders', partition: 0, next: 6 },
      { topic: 'orders', partition: 1, next: undefined },
      { topic: 'sales_eu', partition: 0, next: 3 },
    ];
    const topics = [
      { ...topic('orders'), ends: [10, 4] },
      { ...topic('sales.eu'), ends: [3] },
      { ...topic('others'), ends: [1] },
    ];
    expect(readsOf({ lineage, positions }, topics, (_, read) => read)).toEqual([
      { topic: 'orders', group: 'g', rate: 6, lag: 4 },
      { topic: 'sales.eu', rate: 3, lag: 0 },
    ]);
    expect(readsOf({ lineage, positions: [] }, topics, () => 0)).toEqual([{ topic: 'orders', group: 'g' }]);
  });

  test('what connectors of Flink declare: topics by their names, stores by their namespace, tables without one not at all', () => {
    const table = { namespace: '', name: 'default_catalog.default_database.numbers' };
    const text = JSON.stringify({
      reads: [table, { namespace: 'kafka://127.0.0.1:9092', name: 'orders', topics: ['orders'], group: 'g' }],
      writes: [
        { namespace: 'kafka://127.0.0.1:9092', name: 'cat.db.big', topics: ['big'] },
        { namespace: 'kafka://127.0.0.1:9092', name: 'a.*' },
        { namespace: 'mysql://127.0.0.1:3306', name: 'sales.orders' },
      ],
    });
    expect(lineageIn(text)).toEqual({
      reads: [{ topic: 'orders', group: 'g' }],
      writes: ['topic:big', 'mysql:sales.orders'],
      stores: [],
    });
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
  test('a job that fails needs attention with its last error, unless its program was started again', () => {
    const lastError = { message: 'SerializationException: broken' };
    const failed = job('counts', { id: 'old', state: 'FAILED', ended: true, lastError });
    const items = (streamJobs: WatchedJob[]) => attentionOf({ ...none, streamJobs }, new RisingLags(1));
    expect(items([failed])).toMatchObject([
      {
        title: 'Job counts is failed',
        evidence: [lastError.message],
        link: '#/jobs/old',
        severity: 'problem',
      },
    ]);
    expect(items([job('counts', {}), failed])).toEqual([]);
    expect(items([job('counts', { state: 'RESTARTING' })])).toHaveLength(1);
  });

  const none = { services: [], topics: [], groups: [], connectors: [], topologies: [], streamJobs: [] };

  test('a failed task comes with the first line and the last three causes of its trace, an action and a command', () => {
    const trace =
      'java.lang.A: outer\n\tat x\nCaused by: java.lang.B: first\nCaused by: java.lang.C: second\nCaused by: java.lang.D: third\nCaused by: java.lang.E: inner\n\tat y';
    const failed = connector('sink', { tasks: [{ id: 0, state: 'FAILED', trace }] });
    expect(attentionOf({ ...none, connectors: [failed] }, new RisingLags(1))).toEqual([
      expect.objectContaining({
        severity: 'problem',
        title: 'Connector sink has 1 failed of 1 tasks',
        evidence: [
          'java.lang.A: outer',
          'Caused by: java.lang.C: second',
          'Caused by: java.lang.D: third',
          'Caused by: java.lang.E: inner',
        ],
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
  const { first, all } = pageSizes('dist/console');
  expect(first).toBeLessThan(45);
  expect(all).toBeLessThan(110);
});

import { expect, test } from 'vitest';
import { fromRecord, gatherJobs } from '../../../src/export/gather/jobs.js';
import type { Desired, DesiredJob } from '../../../src/project/types.js';
import type { Session } from '../../../src/stack/session.js';

const job = (more: Partial<DesiredJob>): DesiredJob => ({
  name: 'totals',
  build: { command: ['mvn', 'package'], source: '/s', watch: ['/s'] },
  jar: '/nowhere/totals-*.jar',
  on: undefined,
  words: [],
  settings: {},
  checksum: '',
  ...more,
});

/** Before the first `up`. */
const session = { record: undefined, config: { dir: '/nowhere' }, cwd: '/nowhere' } as unknown as Session;

test('a job whose jar is not built yet is exported with what streamkit.yml says of it', async () => {
  const jobs = [
    job({ on: 'flink', words: ['com.shop.Totals', '--topic', 'orders'], settings: { a: '1' } }),
    job({ name: 'other', words: ['--topic', 'orders'] }),
  ];
  const { jobs: found } = await gatherJobs(session, { jobs } as Desired);
  expect(found).toEqual([
    {
      name: 'totals',
      processor: 'flink',
      jar: 'totals-*.jar',
      mainClass: 'com.shop.Totals',
      arguments: ['--topic', 'orders'],
      settings: { a: '1' },
    },
    {
      name: 'other',
      processor: undefined,
      jar: 'totals-*.jar',
      mainClass: undefined,
      arguments: ['--topic', 'orders'],
      settings: {},
    },
  ]);
});

test.each([
  ['6f1c0f5e-31d5-4a7e-9f6b-0f2d6a1f9a55_totals-0.1.jar', 'totals-0.1.jar'],
  ['/stack/spark-worker/data/jobs/1732650000000-totals-0.1.jar', 'totals-0.1.jar'],
  ['/jobs/totals.jar', 'totals.jar'],
])('the jar %s of a running job is uploaded as %s', (kept, name) => {
  const record = { id: '1', name: 'totals', mainClass: 'a.B', arguments: [], settings: {}, submittedAt: '' };
  expect(fromRecord({ ...record, jar: kept }, 'flink').jar).toBe(name);
});

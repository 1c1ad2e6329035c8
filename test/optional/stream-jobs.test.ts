import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/console/watch/types.js';
import { streamkit } from '../support/cli.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();

async function run(args: string[], input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await streamkit(args, {
    env: home.env,
    ...(input === undefined ? {} : { input }),
  });
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

/** The jobs as the console knows them. */
async function jobs(): Promise<Snapshot['streamJobs']> {
  return (await home.json<Snapshot>(['top', '--once'])).streamJobs;
}

test('a job of Flink SQL is known with the topics that it reads and writes, and how far it has read', async () => {
  await run(['up', 'kafka', 'flink-sql', '--ports', 'auto']);
  for (const topic of ['web.orders', 'big']) await run(['topic', 'create', topic]);
  await run(['produce', 'web.orders'], '1,10\n2,20\n3,30\n');
  const { services } = await home.status();
  const broker = services.find(({ name }) => name === 'kafka')?.endpoints['client'] ?? '';
  const table = (name: string, topic: string, more = '') =>
    `create table ${name} (id int, amount int) with ('connector' = 'kafka', 'topic' = '${topic}', ` +
    `'properties.bootstrap.servers' = '${broker}', 'format' = 'csv'${more});`;
  await run([
    'sql',
    'flink',
    `${table('orders', 'web.orders', ", 'scan.startup.mode' = 'earliest-offset'")} ${table('big', 'big')}
     insert into big select * from orders where amount > 15`,
  ]);
  await expect.poll(jobs).toMatchObject([
    {
      processor: 'flink',
      state: 'RUNNING',
      reads: [{ topic: 'web.orders', lag: 0 }],
      writes: ['topic:big'],
      tasks: { running: 1, total: 1 },
    },
  ]);
  const { flow } = await home.json<Snapshot>(['top', '--once']);
  const lines = flow.edges.map(({ from, to }) => `${from.split(':')[0] ?? ''} ${to.split(':')[0] ?? ''}`);
  expect(lines).toEqual(expect.arrayContaining(['topic job', 'job topic']));
});

test('a canceled job is drawn no more, and is still listed', async () => {
  const [job] = await jobs();
  await run(['job', 'cancel', job?.id ?? '']);
  await expect.poll(jobs).toMatchObject([{ state: 'CANCELED', ended: true, reads: [] }]);
  const { flow } = await home.json<Snapshot>(['top', '--once']);
  expect(flow.nodes.map(({ kind }) => kind)).not.toContain('job');
});

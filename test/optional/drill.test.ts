import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DrillResult } from '../../src/drill/result.js';
import type { TopicDescription } from '../../src/kafka/topics/topics.js';
import { startStreamkit } from '../support/cli.js';
import { allExamples, playground } from '../support/examples.js';
import { ownHome, stateOf } from '../support/own-home.js';

const home = await ownHome();
const { dir, paste } = await playground(home);
const examples = await allExamples();
const [broker = '', controller = '', ...jobs] = examples.get('drill') ?? [];

test('a drill needs several brokers, and says how to get them', async () => {
  const missing = await home.run(['drill', 'broker']);
  expect(missing.exitCode).toBe(6);
  const up = await home.run([
    'up',
    'kafka',
    '--scale',
    'kafka=3',
    '--kafka-mode',
    'kraft',
    '--ports',
    'auto',
  ]);
  expect(up.exitCode, up.stderr).toBe(0);
  const other = await home.run(['drill', 'zookeeper']);
  expect(other.exitCode, other.stderr).toBe(2);
});

test('one of three brokers is paused, resumed, killed and restarted, while the others stay up', async () => {
  await home.run(['pause', 'kafka-2']);
  expect(stateOf(await home.status(), 'kafka-2')).toBe('paused');
  expect((await home.run(['drill', 'broker'])).stderr).toContain('kafka-2 is paused');
  await home.run(['unpause', 'kafka-2']);
  expect(stateOf(await home.status(), 'kafka-2')).toBe('up');
  await home.run(['kill', 'kafka-3']);
  expect(stateOf(await home.status(), 'kafka-3')).toBe('failed');
  expect(stateOf(await home.status(), 'kafka')).toBe('up');
  expect((await home.run(['up', 'kafka'])).exitCode).toBe(0);
  expect(stateOf(await home.status(), 'kafka-3')).toBe('up');
});

test('the examples: acks=all loses nothing, a new leader is found, and the reports are written', async () => {
  // Those of Storm and Flink are pasted in drill-jobs.test.ts.
  expect(jobs).toHaveLength(2);
  expect(await paste(broker)).toContain('All promises were kept.');
  expect(await readFile(join(dir, 'drill.xml'), 'utf8')).toContain('failures="0"');
  expect(await readFile(join(dir, 'drill.svg'), 'utf8')).toMatch(/partition [\d, ]+: leader kafka/);
  const printed = await paste(controller);
  const result = JSON.parse(printed.slice(printed.indexOf('{'))) as DrillResult;
  expect(result).toMatchObject({ broken: 0, loads: [{ name: 'acks=all', lost: 0, outOfOrder: 0 }] });
  expect(result.takeover?.to).not.toBe(result.takeover?.from);
});

test('an interrupted drill heals the stack and deletes its topics', async () => {
  const run = startStreamkit(['drill', 'broker', '--fault', 'pause', '--plain'], { env: home.env });
  let printed = '';
  run.stdout?.on('data', (data: Buffer) => {
    if (!printed.includes('pauses') && (printed += String(data)).includes('pauses')) run.kill('SIGINT');
  });
  expect((await run).exitCode).toBe(130);
  const { services } = await home.status();
  expect(services.filter(({ name }) => name.startsWith('kafka')).map(({ state }) => state)).toEqual([
    'up',
    'up',
    'up',
  ]);
  expect((await home.run(['topic', 'list'])).stdout).not.toContain('drill-');
});

test('behind relays, a broker that is cut off loses its partitions, and catches up when it is healed', async () => {
  const refused = await home.run(['cut', 'kafka-2']);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('streamkit up kafka --relay');
  const up = await home.run(['up', 'kafka', '--relay']);
  expect(up.exitCode, up.stderr).toBe(0);
  await home.run(['topic', 'create', 'orders', '--partitions', '3', '--replication-factor', '3']);
  const partitions = async () => {
    const described = await home.json<{ topics: TopicDescription[] }>(['topic', 'describe', 'orders']);
    return described.topics.flatMap((topic) =>
      topic.partitionList.map(({ leader, isr }) => ({ leader, isr: isr.length })),
    );
  };
  const [cutOne = '', ...cuts] = examples.get('cut') ?? [];
  await paste(cutOne);
  const cut = await home.status();
  expect(stateOf(cut, 'kafka-2')).toBe('cut');
  expect(cut.network).toEqual([{ service: 'kafka-2' }]);
  await expect
    .poll(partitions, { timeout: 60_000, interval: 500 })
    .toSatisfy((all: { leader: number; isr: number }[]) =>
      all.every((one) => one.leader !== 2 && one.isr === 2),
    );
  for (const line of [...cuts, ...(examples.get('delay') ?? [])]) await paste(line);
  expect((await home.status()).network?.length).toBeGreaterThan(3);
  for (const line of examples.get('heal') ?? []) await paste(line);
  expect((await home.status()).network).toBeUndefined();
  await expect
    .poll(partitions, { timeout: 60_000, interval: 500 })
    .toSatisfy((all: { isr: number }[]) => all.every(({ isr }) => isr === 3));
});

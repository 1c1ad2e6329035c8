import { expect, test } from 'vitest';
import type { GroupDescription } from '../../src/kafka/groups/describe-group.js';
import type { TopicDescription } from '../../src/kafka/topics/topics.js';
import { startStreamkit } from '../support/cli.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();

async function ok(...args: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await home.run(args);
  expect(exitCode, `${args.join(' ')}\n${stderr}`).toBe(0);
  expect(stderr).not.toContain('Warning');
  return stdout;
}

async function partitionsOf(topic: string) {
  const { topics } = await home.json<{ topics: TopicDescription[] }>(['topic', 'describe', topic]);
  return topics[0]?.partitionList ?? [];
}

/** Which partitions are on which broker is Kafka's choice. */
async function partitionOn(broker: number): Promise<number> {
  return (await partitionsOf('single')).find(({ replicas }) => replicas[0] === broker)?.partition ?? NaN;
}

const values = (from: number, to: number) => Array.from({ length: to - from }, (_, id) => String(from + id));
const send = async (topic: string, records: string[], ...flags: string[]) =>
  ok('produce', topic, ...records, ...flags);

test('three brokers have topics with one replica, and with three', async () => {
  await ok('up', 'kafka', '--kafka-mode', 'kraft', '--scale', 'kafka=3', '--ports', 'auto');
  await ok('topic', 'create', 'single', '--partitions', '3', '--replication-factor', '1');
  await ok('topic', 'create', 'replicated', '--partitions', '3');
  expect(new Set((await partitionsOf('single')).map(({ leader }) => leader))).toEqual(new Set([1, 2, 3]));
  expect((await partitionsOf('replicated')).map(({ isr }) => isr.length)).toEqual([3, 3, 3]);
  for (const partition of ['0', '1', '2']) await send('single', ['early'], '--partition', partition);
  await send('replicated', values(0, 9));
  await ok('consume', 'single', 'replicated', '--group', 'readers', '--from-beginning', '--exit');
});

test('while one broker is down, all but its own partitions can be used', async () => {
  const follower = startStreamkit(['consume', 'single', '--from-beginning'], { env: home.env });
  let read = '';
  follower.stdout?.on('data', (data: Buffer) => (read += String(data)));
  const linesRead = () => read.trim().split('\n').sort();
  await expect.poll(linesRead).toEqual(['early', 'early', 'early']);

  const lost = await partitionOn(3);
  await ok('kill', 'kafka-3');
  // It stays in the metadata for some seconds.
  expect(await ok('group', 'list')).toContain('readers');
  await expect.poll(async () => (await partitionsOf('single'))[lost]?.leader).toBe(-1);
  expect((await partitionsOf('single'))[lost]).toMatchObject({ start: null, end: null });
  expect(await ok('topic', 'describe', 'single')).toMatch(new RegExp(`^${lost} +none +3 +\\S+ +- +-$`, 'm'));
  expect(await ok('topic', 'list')).toContain('single');
  const group = await home.json<GroupDescription>(['group', 'describe', 'readers']);
  const own = group.partitions.filter(({ topic }) => topic === 'single');
  expect(own.map(({ end, lag }) => [end, lag])).toEqual(
    [0, 1, 2].map((partition) => (partition === lost ? [null, null] : [1, 0])),
  );

  await ok('topic', 'create', 'more', '--partitions', '2');
  await ok('topic', 'delete', 'more', '--yes');
  await ok('topic', 'alter', 'single', '--partitions', '5');
  expect((await ok('consume', 'replicated', '--from-beginning', '--exit')).trim().split('\n')).toHaveLength(
    9,
  );
  // Records without a key go to the partitions that have a leader.
  await send('single', values(0, 8));
  await expect.poll(linesRead).toHaveLength(11);

  for (const args of [
    ['consume', 'single', '--from-beginning', '--exit'],
    ['topic', 'trim', 'single', '--before', 'end', '--yes'],
    ['produce', 'single', 'x', '--partition', String(lost)],
  ]) {
    const { stderr, exitCode } = await home.run(args);
    expect(exitCode, args.join(' ')).toBe(4);
    expect(stderr).toContain('a partition has no leader, because the brokers with its replicas are down');
    expect(stderr).toContain('streamkit up kafka');
  }

  await ok('up', 'kafka');
  await send('single', ['late'], '--partition', String(lost));
  await expect.poll(linesRead).toEqual([...values(0, 8), 'early', 'early', 'early', 'late']);
  follower.kill('SIGINT');
  expect((await follower).stderr).not.toContain('Warning');
});

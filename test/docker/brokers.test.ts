import { describe, expect, test } from 'vitest';
import type { DrillResult } from '../../src/drill/result.js';
import type { TopicDescription } from '../../src/kafka/topics/topics.js';
import { stateOf } from '../support/own-home.js';
import { dockerHome, hasDocker } from './docker-home.js';

describe.skipIf(!hasDocker)('two brokers on Docker', async () => {
  const home = await dockerHome();
  const partitions = async () => {
    const described = await home.json<{ topics: TopicDescription[] }>(['topic', 'describe', 'orders']);
    return described.topics.flatMap(({ partitionList }) => partitionList);
  };

  test('up starts both; a topic has replicas on both', async () => {
    const up = await home.run(['up', 'kafka', '--scale', 'kafka=2']);
    expect(up.exitCode, up.stderr).toBe(0);
    await home.run(['topic', 'create', 'orders', '--partitions', '2', '--replication-factor', '2']);
    expect((await partitions()).map(({ isr }) => isr.length)).toEqual([2, 2]);
  });

  test('kill ends one of them: the other one leads, and up repairs it', async () => {
    expect((await home.run(['kill', 'kafka-2'])).exitCode).toBe(0);
    expect(stateOf(await home.status(), 'kafka-2')).toBe('failed');
    await expect.poll(async () => (await partitions()).map(({ leader }) => leader)).toEqual([1, 1]);
    const up = await home.run(['up', 'kafka']);
    expect(up.exitCode, up.stderr).toBe(0);
    await expect.poll(async () => (await partitions()).map(({ isr }) => isr.length)).toEqual([2, 2]);
  });

  test('drill broker: nothing is lost with acks=all, and the other broker takes over', async () => {
    const { loads, promises } = await home.json<DrillResult>(['drill', 'broker', '--acks', 'all']);
    expect(promises.filter(({ kept }) => !kept)).toEqual([]);
    expect(loads[0]).toMatchObject({ lost: 0, newLeaderMs: expect.any(Number) as number });
  });
});

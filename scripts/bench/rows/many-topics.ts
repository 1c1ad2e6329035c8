import { Kafka, logLevel } from 'kafkajs';
import { wallTimes } from '../compare.js';
import { cli, Lab } from '../lab.js';
import { inTurn } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 5;
const topics = 10_000;
const groups = 1000;
const described = 500;
const topicName = (index: number) => `many-${index}`;
const groupName = (index: number) => `group-${index}`;

/** Lists and descriptions of a broker with 10,000 topics and 1,000 groups. */
export const manyTopics: Row = {
  name: 'many-topics',
  slow: true,
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    try {
      await lab.streamkit('up', 'kafka', '--kafka-mode', 'kraft', '--ports', 'auto');
      const { services } = await lab.status();
      const broker = services.find(({ name }) => name === 'kafka')?.endpoints['client'] ?? '';
      const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, requestTimeout: 300_000 });
      const admin = kafka.admin();
      await admin.connect();
      const create = async (from: number, to: number) => {
        const created = Array.from({ length: to - from }, (_, index) => ({ topic: topicName(from + index) }));
        await admin.createTopics({ topics: created, timeout: 300_000, waitForLeaders: false });
      };
      const commit = async (groupId: string) =>
        admin.setOffsets({ groupId, topic: topicName(0), partitions: [{ partition: 0, offset: '0' }] });
      // Waits until the topic has a leader.
      await lab.streamkit('topic', 'create', topicName(0));
      await commit(groupName(0));
      const names = (count: number, nameOf: (index: number) => string) =>
        Array.from({ length: count }, (_, index) => nameOf(index)).join(' ');
      const small = [
        ...['topic list', 'group list'].map((command) => `${cli} ${command}`),
        `${cli} topic describe ${topicName(0)}`,
        `${cli} group describe ${groupName(0)}`,
      ];
      const few = await inTurn(rounds, small, lab.env);
      for (let from = 1; from < topics; from += 500) await create(from, Math.min(from + 500, topics));
      for (let from = 1; from < groups; from += 50) {
        const to = Math.min(from + 50, groups);
        const batch = Array.from({ length: to - from }, (_, index) => groupName(from + index));
        await Promise.all(batch.map(commit));
      }
      await admin.disconnect();
      const large = [
        ...small.slice(0, 2),
        `${cli} topic describe ${names(described, topicName)}`,
        `${cli} group describe ${groupName(0)}`,
      ];
      const many = await inTurn(rounds, large, lab.env);
      return [
        { what: '`topic list` with 10,000 topics', beside: 'one topic' },
        { what: '`group list` with 1,000 groups', beside: 'one group' },
        { what: '`topic describe` of 500 of 10,000 topics', beside: 'one topic' },
        { what: '`group describe` of one of 1,000 groups', beside: 'one group' },
      ].map((row, index) => wallTimes(row, many[index] ?? [], few[index] ?? []));
    } finally {
      await lab.close();
    }
  },
};

import { consume } from '../../kafka/consume/consume.js';
import { offsetRange } from '../../kafka/consume/offset-range.js';
import { produce } from '../../kafka/produce/produce.js';
import { createTopic } from '../../kafka/topics/create-topic.js';
import { deleteTopics } from '../../kafka/topics/delete-topics.js';
import { describeTopics } from '../../kafka/topics/describe-topics.js';
import { listTopics } from '../../kafka/topics/topics.js';
import { expect, type Pipeline } from '../pipeline.js';

/** The chapter's first steps: a topic, three records, a consumer from the beginning, and one that is already there. */
export const kafkaBasics: Pipeline = {
  name: 'kafka-basics',
  promise: 'a topic is created, written and read, also by a consumer that was waiting',
  needs: ['schema-registry'],
  steps({ id, endpoint, cleanUp }) {
    const topic = `my-first-topic-${id}`;
    const broker = endpoint('kafka');

    return [
      {
        name: 'list topics',
        async run() {
          const names = (await listTopics(broker)).map(({ name }) => name);
          expect(!names.includes(topic), `${topic} is there before it was created`);
          return `${names.length} on the broker, ${topic} not among them`;
        },
      },
      {
        name: `create ${topic} with 3 partitions`,
        async run() {
          await createTopic(broker, { name: topic, partitions: 3 });
          cleanUp(topic, async () => {
            await deleteTopics(broker, [topic], { ifExists: true });
          });
          const names = (await listTopics(broker)).map(({ name }) => name);
          expect(names.includes(topic), `${topic} is not listed after it was created`);
          return 'created and listed';
        },
      },
      {
        name: 'describe it',
        async run() {
          const [description] = await describeTopics(broker, [topic]);
          const leaders = (description?.partitionList ?? []).filter(({ leader }) => leader >= 0);
          expect(leaders.length === 3, `${leaders.length} of 3 partitions have a leader`);
          return '3 partitions, each with a leader';
        },
      },
      {
        name: 'produce test1, test2, test3',
        async run(signal) {
          const sent = await produceLines(broker, topic, ['test1', 'test2', 'test3'], signal);
          expect(sent === 3, `the broker took ${sent} of 3 records`);
          return '3 records acknowledged';
        },
      },
      {
        name: 'consume from the beginning',
        async run(signal) {
          const seen: string[] = [];
          const reading = { ...readingOf(topic, 'start', signal), exit: true };
          for await (const records of consume(broker, reading)) seen.push(...records.map(textOf));
          expect(seen.toSorted().join() === 'test1,test2,test3', `saw ${seen.join(', ') || 'nothing'}`);
          return seen.join(', ');
        },
      },
      {
        name: 'a waiting consumer sees test4',
        async run(signal) {
          let sentAt = 0;
          const notSent = new AbortController();
          const onReady = () => {
            sentAt = Date.now();
            produceLines(broker, topic, ['test4'], signal).catch((error: unknown) => {
              notSent.abort(error);
            });
          };
          const reading = readingOf(topic, 'end', AbortSignal.any([signal, notSent.signal]));
          for await (const records of consume(broker, { ...reading, onReady })) {
            const seen = records.map(textOf);
            expect(seen.join() === 'test4', `saw ${seen.join(', ')}`);
            return `${seen.join()}, ${Date.now() - sentAt} ms after it was sent off`;
          }
          throw new Error('the consumer ended before it saw a record');
        },
      },
    ];
  },
};

function readingOf(topic: string, from: string, signal: AbortSignal) {
  const range = offsetRange(from, Date.now());
  return { topics: [topic], range, partitions: undefined, exit: false, readCommitted: false, signal };
}

async function produceLines(
  broker: string,
  topic: string,
  lines: string[],
  signal: AbortSignal,
): Promise<number> {
  const records = lines.map((line) => ({ key: null, value: Buffer.from(line) }));
  return (await produce(broker, { topic, records: [records], signal })).records;
}

function textOf({ value }: { value: Buffer | null }): string {
  return value?.toString('utf8') ?? '';
}

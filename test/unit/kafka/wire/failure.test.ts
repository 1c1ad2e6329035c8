import { expect, test } from 'vitest';
import { kafkaFailure } from '../../../../src/kafka/wire/failure.js';

interface Metadata {
  topicMetadata: unknown[];
  brokers: unknown[];
}

// In the ways in which the admin of kafkajs reads it.
test.each([
  ['a topic', (metadata: Metadata) => metadata.topicMetadata.length],
  ['all topics', ({ topicMetadata }: Metadata) => topicMetadata.length],
  ['the cluster', ({ brokers }: Metadata) => brokers.length],
])('a broker that goes away while kafkajs reads of %s is one that does not answer', (_, read) => {
  let thrown: unknown;
  try {
    read(null as unknown as Metadata);
  } catch (error) {
    thrown = error;
  }
  expect(kafkaFailure(thrown, '127.0.0.1:9092', 'to list topics')).toMatchObject({
    code: 'SERVICE_UNREACHABLE',
    message: 'No Kafka broker answers at 127.0.0.1:9092.',
  });
});

test('any other error stays what it is', () => {
  const error = new TypeError("Cannot read properties of null (reading 'name')");
  expect(kafkaFailure(error, '127.0.0.1:9092', 'to list topics')).toBe(error);
});

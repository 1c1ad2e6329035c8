import { expect, it } from 'vitest';
import { matchingTopics } from '../../../../src/kafka/topics/delete-topics.js';
import { isInternalTopic } from '../../../../src/kafka/topics/topic-name.js';

const existing = ['test-2', 'test-1', '__mine', '__consumer_offsets', 'orders'];

it.each([
  [['test-*'], ['test-1', 'test-2']],
  [
    ['test-?', 'test-1', 'gone'],
    ['test-1', 'test-2', 'gone'],
  ],
  [['*'], ['__mine', 'orders', 'test-1', 'test-2']],
  [['__consumer_offsets'], ['__consumer_offsets']],
  [['x*'], []],
])('%j stands for %j', (names, topics) => {
  expect(matchingTopics(names, existing)).toEqual(topics);
});

it('only topics of the services are internal', () => {
  expect([...existing, '_schemas', 'connect-status'].filter(isInternalTopic)).toEqual([
    '__consumer_offsets',
    '_schemas',
    'connect-status',
  ]);
});

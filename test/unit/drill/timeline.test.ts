import { expect, test } from 'vitest';
import {
  isrSteps,
  isWhole,
  leaderEvents,
  ledBy,
  newLeaderAfter,
  perStep,
  type TopicState,
} from '../../../src/drill/timeline.js';
import { groupResult } from '../../../src/drill/watch-group.js';

const state = (at: number, ...partitions: [leader: number, isr: number[]][]): TopicState => ({
  at,
  partitions: partitions.map(([leader, isr], partition) => ({ partition, leader, isr })),
});
const states = [
  state(1000, [1, [1, 2, 3]], [2, [1, 2, 3]]),
  state(2000, [-1, [2, 3]], [2, [2, 3]]),
  state(2500, [3, [2, 3]], [2, [2, 3]]),
  state(4000, [3, [1, 2, 3]], [2, [1, 2, 3]]),
];

test('a new leader counts once each partition of the victims has one', () => {
  expect(ledBy(states, [1], 1500)).toEqual([0]);
  expect(newLeaderAfter(states, [0], [1], 1500)).toBe(1000);
  expect(newLeaderAfter(states.slice(0, 2), [0], [1], 1500)).toBeNull();
  expect(newLeaderAfter(states, [], [1], 1500)).toBeNull();
});

test('changes of leaders are events, and so is their absence', () => {
  expect(leaderEvents(states, 1000, (id) => `kafka-${id}`)).toEqual([
    { atMs: 1000, what: 'partition 0: no leader' },
    { atMs: 1500, what: 'partition 0: leader kafka-3' },
  ]);
});

test('the in-sync replicas are those of the worst partition, at each change', () => {
  expect(isrSteps(states, 1000)).toEqual([
    { atMs: 0, inSync: 3 },
    { atMs: 1000, inSync: 2 },
    { atMs: 3000, inSync: 3 },
  ]);
});

test('a topic is whole again when each partition has a leader and as many in-sync replicas as at first', () => {
  expect(isWhole(states)).toBe(true);
  expect(isWhole(states.slice(0, 3))).toBe(false);
  expect(isWhole([])).toBe(false);
});

test('acknowledgments are counted per step; what comes after the end counts in the last one', () => {
  const acknowledged = [1000, 1249, 1250, 9999].map((at) => ({ number: at, partition: 0, at }));
  expect(perStep(acknowledged, 1000, 1600)).toEqual([2, 1, 1]);
});

test('a group without commits counts only while records wait', () => {
  const changes = [
    { at: 0, committed: 10, lag: 0 },
    { at: 1000, committed: 10, lag: 5 },
    { at: 4000, committed: 15, lag: 0 },
    { at: 9000, committed: 15, lag: 2 },
  ];
  expect(groupResult('g', changes, 9500)).toEqual({ name: 'g', longestGapMs: 3000, highestLag: 5, lag: 2 });
  expect(groupResult('g', [], 100)).toEqual({ name: 'g', longestGapMs: 0, highestLag: 0, lag: 0 });
});

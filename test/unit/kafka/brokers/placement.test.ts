import { expect, test } from 'vitest';
import { placementWithin, type Placed } from '../../../../src/kafka/brokers/move-off.js';
import { placementOver } from '../../../../src/kafka/brokers/replicate-internal.js';

const placed = (...replicas: number[][]): Placed[] =>
  replicas.map((ids, partition) => ({ topic: 't', partition, leader: ids[0] ?? -1, replicas: ids }));
const replicasOf = (moves: { replicas: number[] }[]) => moves.map(({ replicas }) => replicas);

test('partitions leave the last brokers, spread over those that stay, and others are not touched', () => {
  expect(replicasOf(placementWithin(placed([3], [4], [3, 1]), 2))).toEqual([[1], [2], [1, 2]]);
  expect(placementWithin(placed([1], [2, 1]), 2)).toEqual([]);
});

test('with fewer brokers than replicas each partition keeps as many as there are brokers', () => {
  expect(replicasOf(placementWithin(placed([3, 1, 2], [2, 3, 1]), 1))).toEqual([[1], [1]]);
});

test('more replicas are added behind the present ones, never the same broker twice', () => {
  expect(replicasOf(placementOver(placed([1], [1]), 3, 3))).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(replicasOf(placementOver(placed([2]), 4, 3))).toEqual([[2, 1, 3]]);
  expect(placementOver(placed([3, 1, 2]), 3, 3)).toEqual([]);
});

import { expect, it } from 'vitest';
import { strategies } from '../../../../src/kafka/groups/assign-partitions.js';

const partitions = (topic: string, count: number) =>
  Array.from({ length: count }, (_, partition) => ({ topic, partition }));
const assign = (strategy: string, subscribers: { memberId: string; topics: string[] }[], all: object[]) => {
  const assigned = strategies[strategy]?.(subscribers, all as { topic: string; partition: number }[]);
  return Object.fromEntries(
    [...(assigned ?? [])].map(([id, found]) => [
      id,
      found.map(({ topic, partition }) => `${topic}${partition}`).join(' '),
    ]),
  );
};

const both = [
  { memberId: 'y', topics: ['a', 'b'] },
  { memberId: 'x', topics: ['a', 'b'] },
];

it('range gives each member a run of every topic, the first ones more', () => {
  expect(assign('range', both, [...partitions('a', 3), ...partitions('b', 3)])).toEqual({
    x: 'a0 a1 b0 b1',
    y: 'a2 b2',
  });
  const three = [...both, { memberId: 'z', topics: ['a'] }];
  expect(assign('range', three, partitions('a', 2))).toEqual({ x: 'a0', y: 'a1', z: '' });
});

it('roundrobin gives the partitions of all topics in turn', () => {
  expect(assign('roundrobin', both, [...partitions('a', 3), ...partitions('b', 3)])).toEqual({
    x: 'a0 a2 b1',
    y: 'a1 b0 b2',
  });
});

it('a member gets partitions only of topics that it subscribed to', () => {
  const mixed = [
    { memberId: 'x', topics: ['a'] },
    { memberId: 'y', topics: ['b'] },
  ];
  for (const strategy of Object.keys(strategies)) {
    const all = [...partitions('a', 2), ...partitions('b', 2), ...partitions('c', 1)];
    expect(assign(strategy, mixed, all)).toEqual({ x: 'a0 a1', y: 'b0 b1' });
  }
});

import { describe, expect, it } from 'vitest';
import { planReassignment } from '../../../../src/kafka/topics/plan-reassignment.js';

const topic = (...replicas: number[][]) => replicas.map((ids, partition) => ({ partition, replicas: ids }));

describe('reassignments', () => {
  it('leave a topic alone that is spread evenly', () => {
    expect(planReassignment('t', topic([1, 2], [2, 3], [3, 1]), [1, 2, 3], 2)).toEqual([]);
  });

  it('add replicas on the brokers that hold least, and spread the leaders', () => {
    const planned = planReassignment('t', topic([1], [1], [1]), [1, 2, 3], 3);
    expect(planned.map(({ replicas }) => replicas.toSorted())).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(planned.map(({ replicas }) => replicas[0]).toSorted()).toEqual([1, 2, 3]);
  });

  it('remove replicas without moving the leader', () => {
    expect(planReassignment('t', topic([2, 1, 3]), [1, 2, 3], 1)).toEqual([{ partition: 0, replicas: [2] }]);
  });

  it('move replicas off brokers that may not hold any', () => {
    const planned = planReassignment('t', topic([1, 3], [3, 2]), [1, 2], 2);
    expect(planned).toEqual([
      { partition: 0, replicas: [1, 2] },
      { partition: 1, replicas: [2, 1] },
    ]);
  });

  it('refuse more replicas than brokers', () => {
    expect(() => planReassignment('t', topic([1]), [1], 2)).toThrow('cannot have 2 replicas on one broker');
  });
});

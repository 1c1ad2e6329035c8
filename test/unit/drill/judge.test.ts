import { expect, test } from 'vitest';
import { firstOutput, judge, longestGap } from '../../../src/drill/judge.js';
import { Ledger, type Acknowledged } from '../../../src/drill/ledger.js';
import { promisesOf } from '../../../src/drill/promises.js';
import type { LoadResult } from '../../../src/drill/result.js';

const acknowledged = (...numbers: number[]): Acknowledged[] =>
  numbers.map((number) => ({ number, partition: 0, at: 1000 + number * 10 }));
const found = (...numbers: number[]) => numbers.map((number) => ({ number, partition: 0 }));
const oneKey = () => 0;

test('records that were acknowledged and are found once, in order, are neither lost, duplicated nor out of order', () => {
  expect(judge({ acknowledged: acknowledged(0, 1, 2), found: found(0, 1, 2), keyOf: oneKey })).toEqual({
    lost: 0,
    duplicated: 0,
    outOfOrder: 0,
  });
});

test('an acknowledged record that is not found is lost; one that was never acknowledged is not', () => {
  const verdict = judge({ acknowledged: acknowledged(0, 1, 2), found: found(0, 2, 3), keyOf: oneKey });
  expect(verdict).toMatchObject({ lost: 1, duplicated: 0 });
});

test('copies count as duplicated, and never as out of order', () => {
  const verdict = judge({
    acknowledged: acknowledged(0, 1, 2),
    found: found(0, 1, 0, 1, 2, 0),
    keyOf: oneKey,
  });
  expect(verdict).toEqual({ lost: 0, duplicated: 3, outOfOrder: 0 });
});

test('a first copy behind a later record of the same key is out of order; of another key it is not', () => {
  const account = { acknowledged: acknowledged(0, 1, 2, 3), found: found(2, 0, 1, 3) };
  expect(judge({ ...account, keyOf: oneKey }).outOfOrder).toBe(2);
  expect(judge({ ...account, keyOf: (number) => number % 2 }).outOfOrder).toBe(1);
  expect(judge({ ...account, keyOf: (number) => number }).outOfOrder).toBe(0);
});

test('the longest gap is that of the worst partition, and counts up to the end', () => {
  const both = [
    ...[1000, 1100, 1200, 1900].map((at) => ({ number: at, partition: 0, at })),
    ...[1050, 1150].map((at) => ({ number: at, partition: 1, at })),
  ];
  expect(longestGap(both, [0], [1000, 2000])).toEqual({ fromMs: 200, ms: 700 });
  expect(longestGap(both, [0, 1], [1000, 2000])).toEqual({ fromMs: 150, ms: 850 });
  expect(longestGap([], [0], [1000, 2000])).toEqual({ fromMs: 0, ms: 1000 });
});

test('the first output is the one of the last affected partition, of a record that was planned after the fault', () => {
  const all = [
    { number: 1, partition: 0, at: 1400 },
    { number: 6, partition: 0, at: 1600 },
    { number: 7, partition: 1, at: 1900 },
  ];
  const plannedAt = (number: number) => 1000 + number * 100;
  expect(firstOutput(all, [0], 1500, plannedAt)).toBe(100);
  expect(firstOutput(all, [0, 1], 1500, plannedAt)).toBe(400);
  expect(firstOutput(all, [0, 1, 2], 1500, plannedAt)).toBeNull();
});

test('the ledger matches acknowledgments with records by partition, in the order of sending', () => {
  const ledger = new Ledger();
  ledger.add(0, [0, 2]);
  ledger.add(1, [1, 3]);
  ledger.add(0, [4]);
  ledger.acknowledge(1, 1, 10);
  ledger.acknowledge(0, 3, 20);
  expect(ledger.sent).toBe(5);
  expect(ledger.acknowledged).toEqual([
    { number: 1, partition: 1, at: 10 },
    { number: 0, partition: 0, at: 20 },
    { number: 2, partition: 0, at: 20 },
    { number: 4, partition: 0, at: 20 },
  ]);
});

const load: LoadResult = {
  name: 'acks=all',
  topic: 't',
  sent: 10,
  acknowledged: 10,
  lost: 0,
  duplicated: 0,
  outOfOrder: 0,
  longestGapMs: 5,
  gapFromMs: 0,
  newLeaderMs: 1,
  firstOutputMs: 2,
  lowestIsr: 2,
};
const fine = { whole: true, givenUp: [] };
const broken = (loads: LoadResult[], circumstances: Parameters<typeof promisesOf>[1] = fine) =>
  promisesOf(loads, circumstances)
    .filter(({ kept }) => !kept)
    .map(({ name }) => name);

test('a loss breaks the promise of acks=all and none of acks=1; copies break none', () => {
  expect(broken([load, { ...load, name: 'acks=1', lost: 7, duplicated: 3 }])).toEqual([]);
  expect(broken([{ ...load, lost: 1 }])).toEqual(['acks=all: no acknowledged record is lost']);
});

test('a load without a single acknowledged record shows nothing', () => {
  expect(broken([{ ...load, acknowledged: 0 }])).toEqual(['acks=all: no acknowledged record is lost']);
});

test('wrong order, a load that does not resume, records that are given up and missing replicas break promises', () => {
  expect(
    broken([{ ...load, outOfOrder: 1, firstOutputMs: null }], {
      whole: false,
      givenUp: ['timed out'],
      takeover: { role: 'the controller', from: 'kafka', to: null, ms: null },
    }),
  ).toEqual([
    'acks=all: records of a key stay in order',
    'acks=all: the load resumes after the fault',
    'each record is acknowledged in the end',
    'all replicas are in sync again',
    'another one becomes the controller',
  ]);
});

test('a copy breaks the promise of exactly once; a job without order may reorder, and no job may lose', () => {
  const job: LoadResult = { ...load, name: 'job', duplicated: 2, guarantee: 'exactly-once' };
  expect(broken([job])).toEqual(['job: no record is written twice']);
  expect(broken([{ ...job, guarantee: 'at-least-once' }])).toEqual([]);
  const topology: LoadResult = { ...load, name: 'topology', outOfOrder: 3 };
  expect(broken([topology])).toEqual(['topology: records of a key stay in order']);
  expect(broken([{ ...topology, unordered: true }])).toEqual([]);
  expect(broken([{ ...topology, unordered: true, lost: 1 }])).toEqual([
    'topology: no acknowledged record is lost',
  ]);
});

test('tasks that do not run again break the promise of the role', () => {
  const takeover = {
    role: 'TaskManager of the tasks',
    from: 'a',
    to: null,
    ms: null,
    promise: 'the tasks run again',
  };
  expect(broken([load], { ...fine, takeover })).toEqual(['the tasks run again']);
});

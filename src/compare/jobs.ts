import type { NewRecord } from '../kafka/records/record.js';
import type { PaymentsProcessor } from '../smoke/running-job.js';

export interface Totals {
  /** Results of payments, repeated ones included. */
  results: number;
  /** Payments with at least one result. */
  distinct: number;
  /** Payments whose result is not the right one. */
  wrongCounts: number;
}

/** A job that all processors have, and how its results are accounted for. */
export interface MeasuredJob {
  /** Its main class in the project of each template, without the package; none for the jar's own. */
  mainClass: (processor: PaymentsProcessor) => string | undefined;
  /** A numbered payment; the id is the prefix and the number. */
  payment: (prefix: string, number: number) => NewRecord;
  /** So many payments, numbered from a multiple of it on, make one result. */
  perResult: number;
  /** The ids of the payments that a result is for. */
  ids: (result: string) => string[];
  /** @param results in any order. Pure. */
  totals: (results: string[]) => Totals;
  /** Options of all processors. */
  words: string[];
  /** What was set, for readers. */
  settings: Record<string, string | number>;
  /** Results wait for later payments: small ones go on after each part. */
  needsClock: boolean;
}

const names = 1000;

/** Counts payments per last name in windows: one result for each payment. */
const payments: MeasuredJob = {
  mainClass: () => undefined,
  // 1000 last names take turns.
  payment: (prefix, number) => ({
    key: null,
    partition: number % 2,
    value: Buffer.from(`${prefix}${number},First,Name${number % names},1.00`),
  }),
  perResult: 1,
  ids: (result) => [result.slice(0, result.indexOf(','))],
  totals: totalsOfCounts,
  words: [],
  settings: { names, 'window and grace': '10 s, 5 s' },
  needsClock: false,
};

/** Three large payments by one card: one result for three payments. */
const fraud: MeasuredJob = {
  mainClass: (processor) =>
    processor === 'kafka-streams' ? 'FraudApp' : processor === 'storm' ? 'FraudTopology' : 'FraudJob',
  // Those of one card are in one partition, so that their order is the same everywhere.
  payment: (prefix, number) => {
    const card = Math.floor(number / 3);
    const amount = prefix === clockPrefix ? '1.00' : '600.00';
    return {
      key: null,
      partition: card % 2,
      value: Buffer.from(`${prefix}${number},First,${prefix}${card},${amount}`),
    };
  },
  perResult: 3,
  ids: (result) => result.split(',').slice(2, 5),
  totals: totalsOfAlerts,
  words: ['--grace-seconds', '1'],
  settings: { 'payments per card': 3, 'window and grace': '10 s, 1 s' },
  needsClock: true,
};

/** Of payments that only move event time on. */
export const clockPrefix = 'clock';

/** The largest number of payments up to this one that all get a result. Pure. */
export function whole(count: number, { perResult }: MeasuredJob): number {
  return count - (count % perResult);
}

export const measuredJobs = { payments, fraud };
export type JobName = keyof typeof measuredJobs;

/**
 * Results `id,first,last,amount,tier,windowStart,count,sum`: each of a name and window has one of the counts 1 to their
 * number. A processor may write those of one name in parallel. Pure.
 */
export function totalsOfCounts(results: string[]): Totals {
  const groups = new Map<string, { ids: Set<string>; counts: Set<number> }>();
  for (const value of results) {
    const [id = '', , last = '', , , windowStart = '', count = ''] = value.split(',');
    const key = `${last},${windowStart}`;
    const group = groups.get(key) ?? { ids: new Set(), counts: new Set() };
    group.ids.add(id);
    group.counts.add(Number(count));
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const right = ({ ids, counts }: (typeof all)[number]) =>
    [...counts].filter((count) => count <= ids.size).length;
  return {
    results: results.length,
    distinct: new Set(all.flatMap(({ ids }) => [...ids])).size,
    wrongCounts: all.reduce((sum, group) => sum + group.ids.size - right(group), 0),
  };
}

/** Alerts `first,last,id,id,id,firstTime,lastTime`: right are those of three payments in a row. Pure. */
export function totalsOfAlerts(results: string[]): Totals {
  const seen = new Map<string, boolean>();
  let total = 0;
  for (const alert of results) {
    const ids = fraud.ids(alert);
    const numbers = ids.map((id) => Number(/\d+$/.exec(id)?.[0])).toSorted((a, b) => a - b);
    const start = numbers[0] ?? NaN;
    const right = start % 3 === 0 && numbers.every((number, index) => number === start + index);
    total += ids.length;
    for (const id of ids) seen.set(id, right || seen.get(id) === true);
  }
  return {
    results: total,
    distinct: seen.size,
    wrongCounts: [...seen.values()].filter((right) => !right).length,
  };
}

import type { Acknowledged } from './ledger.js';

/** A record as it is read afterwards, in the order of its partition. */
export interface Found {
  number: number;
  partition: number;
}

export interface Account {
  acknowledged: Acknowledged[];
  found: Found[];
  /** The key of a record, by its number. */
  keyOf: (number: number) => number;
}

export interface Verdict {
  lost: number;
  duplicated: number;
  outOfOrder: number;
}

/** What became of the records: lost, duplicated, out of order. Pure. */
export function judge({ acknowledged, found, keyOf }: Account): Verdict {
  const distinct = new Set(found.map(({ number }) => number));
  return {
    lost: new Set(acknowledged.filter(({ number }) => !distinct.has(number)).map(({ number }) => number))
      .size,
    duplicated: found.length - distinct.size,
    outOfOrder: outOfOrder(
      found.map(({ number }) => number),
      keyOf,
    ),
  };
}

/** Records whose first copy comes behind a later record of the same key. */
function outOfOrder(numbers: number[], keyOf: (number: number) => number): number {
  const highest = new Map<number, number>();
  const known = new Set<number>();
  let count = 0;
  for (const number of numbers) {
    if (known.has(number)) continue;
    known.add(number);
    const key = keyOf(number);
    const before = highest.get(key) ?? -1;
    if (number < before) count++;
    else highest.set(key, number);
  }
  return count;
}

export interface Gap {
  fromMs: number;
  ms: number;
}

/**
 * The longest time without an acknowledgment in any partition; before the first and after the last one counts. Pure.
 * @param from when the load began, in ms since 1970
 * @param to when the last record was due
 */
export function longestGap(
  acknowledged: Acknowledged[],
  partitions: number[],
  [from, to]: [number, number],
): Gap {
  let longest: Gap = { fromMs: 0, ms: 0 };
  for (const partition of partitions) {
    const own = acknowledged.filter((one) => one.partition === partition);
    const times = [...own.map(({ at }) => at).toSorted((a, b) => a - b), to];
    let before = from;
    for (const at of times) {
      if (at - before > longest.ms) longest = { fromMs: before - from, ms: at - before };
      before = Math.max(before, at);
    }
  }
  return longest;
}

/**
 * How long after the fault each of the partitions had acknowledged a record that was planned after it. Pure.
 * @returns null when one of them never had
 */
export function firstOutput(
  acknowledged: Acknowledged[],
  partitions: number[],
  faultAt: number,
  plannedAt: (number: number) => number,
): number | null {
  const times = partitions.map((partition) => {
    const later = acknowledged.filter(
      (one) => one.partition === partition && plannedAt(one.number) > faultAt,
    );
    return Math.min(...later.map(({ at }) => at));
  });
  const last = Math.max(...times);
  return Number.isFinite(last) ? last - faultAt : null;
}

/** An acknowledged record. */
export interface Acknowledged {
  number: number;
  partition: number;
  /** In ms since 1970. */
  at: number;
}

/** Keeps account of what a load has sent and what was acknowledged, by the numbers of its records. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  private readonly waiting = new Map<number, number[]>();
  private sentCount = 0;

  get sent(): number {
    return this.sentCount;
  }

  /** @param numbers of records that are handed to the producer, in the order of sending */
  add(partition: number, numbers: number[]): void {
    this.sentCount += numbers.length;
    const waiting = this.waiting.get(partition);
    if (waiting) waiting.push(...numbers);
    else this.waiting.set(partition, [...numbers]);
  }

  /** The next so many records of a partition are acknowledged: a producer keeps their order. */
  acknowledge(partition: number, records: number, at: number): void {
    const numbers = this.waiting.get(partition)?.splice(0, records) ?? [];
    for (const number of numbers) this.acknowledged.push({ number, partition, at });
  }
}

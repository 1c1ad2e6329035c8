import type { KafkaRecord } from './record.js';
import type { RecordFilter } from './record-filter.js';

/** Which records of a list were wanted. */
export interface Selected {
  wanted: KafkaRecord[];
  /** The last record that was examined: the ones behind it are for the next reader. */
  lastSeen: KafkaRecord | undefined;
  /** Whether no more records are wanted. */
  enough: boolean;
}

export interface SelectionOptions {
  /** All records when absent. */
  filter?: RecordFilter | undefined;
  /** How many records at most. */
  max?: number | undefined;
  /** Called with each list of records before the filter sees them, for example to load the schemas that they name. */
  prepare?: ((records: KafkaRecord[]) => Promise<void>) | undefined;
}

/** Takes records that pass a filter, up to a number of them. */
export class RecordSelection {
  private left: number;

  constructor(private readonly options: SelectionOptions = {}) {
    this.left = options.max ?? Infinity;
  }

  async take(records: KafkaRecord[]): Promise<Selected> {
    const { filter, prepare } = this.options;
    await prepare?.(records);
    if (!filter && this.left >= records.length) {
      this.left -= records.length;
      return { wanted: records, lastSeen: records.at(-1), enough: this.left === 0 };
    }
    const wanted: KafkaRecord[] = [];
    let lastSeen: KafkaRecord | undefined;
    for (const record of records) {
      if (wanted.length >= this.left) break;
      lastSeen = record;
      if (!filter || filter(record)) wanted.push(record);
    }
    this.left -= wanted.length;
    return { wanted, lastSeen, enough: this.left === 0 };
  }
}

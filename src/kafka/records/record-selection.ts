import type { KafkaRecord } from './record.js';
import type { RecordFilter } from './record-filter.js';

/** What of a piece was wanted. */
export interface Selected {
  wanted: KafkaRecord[];
  /** The last record that was looked at: the ones behind it are for the next reader. */
  lastSeen: KafkaRecord | undefined;
  /** Whether nothing more is wanted. */
  enough: boolean;
}

/** Takes records that pass a filter, up to a number of them. */
export class RecordSelection {
  private left: number;

  constructor(
    private readonly filter: RecordFilter | undefined,
    max = Infinity,
  ) {
    this.left = max;
  }

  async take(piece: KafkaRecord[]): Promise<Selected> {
    if (!this.filter && this.left === Infinity) {
      return { wanted: piece, lastSeen: piece.at(-1), enough: false };
    }
    const wanted: KafkaRecord[] = [];
    let lastSeen: KafkaRecord | undefined;
    for (const record of piece) {
      if (wanted.length >= this.left) break;
      lastSeen = record;
      if (!this.filter || (await this.filter(record))) wanted.push(record);
    }
    this.left -= wanted.length;
    return { wanted, lastSeen, enough: this.left === 0 };
  }
}

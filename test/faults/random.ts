/** A seeded source of choices (mulberry32): the same seed makes the same choices. */
export class Random {
  private constructor(private state: number) {}

  /** @param words what the choices are for: each fault has a source of its own, whatever was tried before it */
  static of(seed: number, ...words: (string | number)[]): Random {
    let state = seed >>> 0;
    for (const char of words.join(' ')) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
    return new Random(state >>> 0);
  }

  /** At least 0, less than 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.integer(0, items.length - 1)] ?? items[0];
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const keyed = items.map((item) => ({ item, key: this.fraction() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
}

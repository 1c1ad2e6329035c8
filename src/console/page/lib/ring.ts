/** The last so many items, in order; the oldest make room for new ones, and are counted. */
export class Ring<Item> {
  private items: Item[] = [];
  private first = 0;
  /** Items that made room. */
  dropped = 0;

  constructor(readonly capacity: number) {}

  get length(): number {
    return this.items.length;
  }

  push(item: Item): void {
    if (this.items.length < this.capacity) {
      this.items.push(item);
      return;
    }
    this.items[this.first] = item;
    this.first = (this.first + 1) % this.capacity;
    this.dropped++;
  }

  /** @param index from the oldest one, which is 0 */
  at(index: number): Item | undefined {
    return this.items[(this.first + index) % this.items.length];
  }

  *[Symbol.iterator](): Generator<Item> {
    for (let index = 0; index < this.items.length; index++) {
      const item = this.at(index);
      if (item !== undefined) yield item;
    }
  }

  clear(): void {
    this.items = [];
    this.first = 0;
    this.dropped = 0;
  }
}

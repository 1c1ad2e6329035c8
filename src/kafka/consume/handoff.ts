/** Gives items one at a time from a callback to a loop; who offers waits until the item has been dealt with. */
export class Handoff<Item> {
  private offered: { item: Item; done: () => void } | undefined;
  private wake: (() => void) | undefined;
  private ended = false;
  private failure: Error | undefined;

  /** Resolves when the receiver asks for the next item, or when nobody receives any more. */
  offer(item: Item): Promise<void> {
    if (this.ended) return Promise.resolve();
    return new Promise((resolve) => {
      this.offered = { item, done: resolve };
      this.wake?.();
    });
  }

  /** The next item, or undefined after the end. @throws what `end` was given */
  async receive(): Promise<Item | undefined> {
    this.finish();
    while (!this.offered && !this.ended) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if (this.failure !== undefined) throw this.failure;
    return this.offered?.item;
  }

  /** Says that the item last received has been dealt with. */
  finish(): void {
    this.offered?.done();
    this.offered = undefined;
  }

  end(failure?: Error): void {
    this.ended = true;
    this.failure ??= failure;
    this.wake?.();
  }
}

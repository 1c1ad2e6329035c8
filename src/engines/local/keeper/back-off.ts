const firstMs = 1000;
const longestMs = 60_000;
/** Who has run this long has recovered: the next delay is the first one again. */
const recoveredMs = 5 * 60_000;

/** The growing delay between restarts: 1 s, 2 s, 4 s, … at most 60 s. */
export class BackOff {
  private nextMs = firstMs;

  /** Milliseconds to wait. @param livedMs how long the process ran that has ended */
  delayAfter(livedMs: number): number {
    if (livedMs >= recoveredMs) this.nextMs = firstMs;
    const delay = this.nextMs;
    this.nextMs = Math.min(2 * delay, longestMs);
    return delay;
  }
}

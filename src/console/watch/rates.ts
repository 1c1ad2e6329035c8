/** Growth per second of counters, over a window that smooths batches and commits. Pure but for what it remembers. */
export class Rates {
  private readonly samples = new Map<string, { time: number; value: number }[]>();

  /** @param windowMs the shortest time that a rate is taken over, once there are samples for it */
  constructor(private readonly windowMs: number) {}

  /**
   * Adds a sample and returns the counter's rate. A counter that fell began again: its rate starts over.
   * @param time milliseconds since the epoch
   */
  add(name: string, time: number, value: number): number {
    let kept = this.samples.get(name) ?? [];
    const last = kept.at(-1);
    if (last && value < last.value) kept = [];
    kept.push({ time, value });
    while (kept.length > 2 && (kept[1]?.time ?? time) <= time - this.windowMs) kept.shift();
    this.samples.set(name, kept);
    const first = kept[0];
    if (!first || time <= first.time) return 0;
    return ((value - first.value) * 1000) / (time - first.time);
  }

  /** Forgets counters that are not among these. */
  keepOnly(names: Set<string>): void {
    for (const name of this.samples.keys()) if (!names.has(name)) this.samples.delete(name);
  }
}

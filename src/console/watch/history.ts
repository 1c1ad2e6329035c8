/** Values over time: 15 minutes by the second, 6 hours by ten seconds. Seconds are since the epoch. */
const fineSeconds = 1;
const coarseSeconds = 10;
const fineLength = 900;
const coarseLength = 2160;

export interface Points {
  times: number[];
  values: number[];
}

/** A ring that keeps the last so many points, at most one per step. */
class Ring {
  private readonly points: Points = { times: [], values: [] };

  constructor(
    private readonly step: number,
    private readonly length: number,
  ) {}

  add(time: number, value: number): void {
    const at = Math.floor(time / this.step) * this.step;
    const { times, values } = this.points;
    if (times.at(-1) === at) {
      values[values.length - 1] = value;
      return;
    }
    times.push(at);
    values.push(value);
    if (times.length > this.length) {
      times.shift();
      values.shift();
    }
  }

  since(time: number): Points {
    const { times, values } = this.points;
    const first = times.findIndex((one) => one >= time);
    return first < 0 ? { times: [], values: [] } : { times: times.slice(first), values: values.slice(first) };
  }

  get newest(): number {
    return this.points.times.at(-1) ?? 0;
  }
}

/** The history of all series that ever moved: one that stays 0 costs nothing. */
export class History {
  private readonly series = new Map<string, { fine: Ring; coarse: Ring }>();

  add(name: string, time: number, value: number): void {
    let rings = this.series.get(name);
    if (!rings) {
      if (value === 0) return;
      rings = { fine: new Ring(fineSeconds, fineLength), coarse: new Ring(coarseSeconds, coarseLength) };
      this.series.set(name, rings);
    }
    rings.fine.add(time, value);
    rings.coarse.add(time, value);
  }

  /** Points by the second as far back as they are kept, else by ten seconds. */
  read(name: string, since: number, now: number): Points {
    const rings = this.series.get(name);
    if (!rings) return { times: [], values: [] };
    return since >= now - fineLength * fineSeconds ? rings.fine.since(since) : rings.coarse.since(since);
  }

  /** Forgets series that have not been added to for as long as the longest history. */
  forgetOld(now: number): void {
    for (const [name, { fine }] of this.series)
      if (fine.newest < now - coarseLength * coarseSeconds) this.series.delete(name);
  }
}

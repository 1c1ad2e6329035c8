import type { Turn } from './pipeline.js';

/** Lets in one at a time, in the order of asking. */
export class Turns {
  readonly #last = new Map<Turn, Promise<unknown>>();

  /** Runs something when nothing else does that asked for the same; at once when there is nothing to wait for. */
  async take<Result>(turn: Turn | undefined, run: () => Promise<Result>): Promise<Result> {
    if (turn === undefined) return run();
    const mine = (this.#last.get(turn) ?? Promise.resolve()).then(run);
    this.#last.set(
      turn,
      mine.catch(() => undefined),
    );
    return mine;
  }
}

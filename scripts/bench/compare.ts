import type { Lab } from './lab.js';
import { inTurn, type Run } from './measure.js';
import type { Result } from './row.js';

type Names = Pick<Result, 'what' | 'beside' | 'goal' | 'count' | 'whyMissed'>;

/** Two command lines, measured in turn. */
export async function compare(
  lab: Lab,
  names: Names,
  lines: [ours: string, theirs: string],
  rounds: number,
): Promise<Result> {
  const [ours = [], theirs = []] = await inTurn(rounds, lines, lab.env);
  return wallTimes(names, ours, theirs);
}

export function wallTimes(names: Names, ours: Run[], theirs: Run[]): Result {
  const seconds = (runs: Run[]) => runs.map(({ wallSeconds }) => wallSeconds);
  return { ...names, unit: 's', ours: seconds(ours), theirs: seconds(theirs) };
}

/** Values beside the one that they must stay below. */
export function besideLimit(what: string, unit: Result['unit'], ours: number[], limit: number): Result {
  return { what, beside: 'the limit', unit, ours, theirs: ours.map(() => limit), goal: 1 };
}

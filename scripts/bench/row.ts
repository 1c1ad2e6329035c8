import type { Lab } from './lab.js';

/** One line of the table. */
export interface Result {
  what: string;
  beside: string;
  unit: 's' | 'CPU s' | 'ms' | 'MB' | 'kB';
  /** One value per round; the nth values of both were measured one after the other. */
  ours: number[];
  /** Empty if there is no reference. */
  theirs: number[];
  /** Number of rows or records, to show a rate as well. */
  count?: number;
  /** Target: the ratio should stay at or below it. */
  goal?: number;
  /** Why the target was missed: where the time or memory goes, and what was tried. */
  whyMissed?: string;
}

export interface Row {
  /** As named on the command line. */
  name: string;
  /** Takes more than two minutes: measured only when named, or with --all. */
  slow?: boolean;
  measure: (lab: Lab) => Promise<Result[]>;
}

/** A result as it is stored: median, minimum and maximum. */
export interface Summary {
  what: string;
  beside: string;
  unit: Result['unit'];
  count?: number | undefined;
  ours: Spread;
  theirs: Spread | undefined;
  /** Median of the ratios of all rounds. */
  ratio: number | undefined;
  goal: number | undefined;
  whyMissed?: string | undefined;
  verdict?: 'met' | 'missed' | 'no target';
}

export interface Spread {
  median: number;
  min: number;
  max: number;
}

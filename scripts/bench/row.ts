import type { Lab } from './lab.js';

/** One line of the table. */
export interface Result {
  what: string;
  beside: string;
  unit: 's' | 'CPU s' | 'ms' | 'MB';
  /** One value a round; the nth of both were measured one after the other. */
  ours: number[];
  /** None where a figure is only stated. */
  theirs: number[];
  /** How many rows or records the time is for: then their rate is told, too. */
  count?: number;
  /** The ratio that we want to stay at or below; absent where it is only stated. */
  goal?: number;
  /** For readers of a ratio that missed its goal: what the rest is spent on, and what was tried. */
  whyMissed?: string;
}

export interface Row {
  /** As named on the command line. */
  name: string;
  /** Takes more than a minute or two: only when named, or with --all. */
  slow?: boolean;
  measure: (lab: Lab) => Promise<Result[]>;
}

import type { EngineName } from '../engines/engine.js';
import type { Session } from '../stack/session.js';

/**
 * What one pipeline at a time may use: the worker, which some restart under their connectors; Maven, since two of its runs
 * may spoil the local repository that they share.
 */
export type Turn = 'connect worker' | 'maven';

/** One of the chapter's pipelines. To add one, add a file and an entry in `pipelines.ts`. */
export interface Pipeline {
  name: string;
  /** What a passed run has shown, in one line. */
  promise: string;
  /** Services that must be up. */
  needs: string[];
  /** The only engine that it runs on; elsewhere `--all` leaves it out. */
  engine?: EngineName;
  /** What its steps use, but for those done ahead, and no other pipeline may meanwhile. */
  turn?: Turn;
  /** The steps in order; a new list for each run, so that steps can share what they find. */
  steps: (context: PipelineContext) => PipelineStep[];
}

export interface PipelineStep {
  name: string;
  /** How long it may take; a minute where it is not said. */
  limitSeconds?: number;
  /** Comes before the others and uses nothing of what the pipeline has to wait its turn for. */
  ahead?: boolean;
  turn?: Turn;
  /** Does and checks one thing. @returns what was seen, in a few words @throws when it was not as promised */
  run: (signal: AbortSignal) => Promise<string>;
}

export interface PipelineContext {
  session: Session;
  /** Unique to this run: part of every name that the pipeline makes. */
  id: string;
  /** Where a client reaches a service of the stack. */
  endpoint: (service: string) => string;
  /** Undone after the run, last first, whether it passed or not; not with `--keep`. */
  cleanUp: (what: string, undo: () => Promise<void>) => void;
}

/** Ends a step: what was promised is not what was seen. */
export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

import type { Session } from '../session.js';

/** One of the chapter's pipelines, run for real. A new one is a file and a line in `pipelines.ts`. */
export interface Pipeline {
  name: string;
  /** What a passed run has shown, in one line. */
  promise: string;
  /** Services that must be up. */
  needs: string[];
  /** The steps in order; a new list for each run, so that steps can share what they find. */
  steps: (context: PipelineContext) => PipelineStep[];
}

export interface PipelineStep {
  name: string;
  /** How long it may take; a minute where it is not said. */
  limitSeconds?: number;
  /** Needs no service: it may be done before the pipeline's turn, while others wait for theirs. */
  ahead?: boolean;
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

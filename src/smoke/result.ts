export type Verdict = 'passed' | 'failed' | 'skipped';

export interface StepResult {
  name: string;
  status: Verdict;
  seconds: number;
  /** What was seen, when it passed. */
  seen?: string;
  error?: string;
}

export interface PipelineResult {
  name: string;
  status: Verdict;
  seconds: number;
  steps: StepResult[];
  /** The last log lines of the services involved, when it failed. */
  logs?: string[];
}

/** The typed result of `smoke --json`. */
export interface SmokeResult {
  engine: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  pipelines: PipelineResult[];
  /** The folder with logs, status and settings, when something failed. */
  bundle?: string;
}

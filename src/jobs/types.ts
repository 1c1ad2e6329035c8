import type { LogLine, LogOptions } from '../engines/engine.js';
import type { Session } from '../stack/session.js';

export const processorNames = ['storm', 'flink', 'spark'] as const;
export type ProcessorName = (typeof processorNames)[number];

/** One job of a processor, as `job list` shows it. */
export interface JobSummary {
  processor: ProcessorName;
  name: string;
  /** The processor's own id. */
  id: string;
  /** In the processor's own words: RUNNING, ACTIVE, FAILED, … */
  state: string;
  /** ISO 8601. */
  startedAt?: string;
  /** Tasks that run, of all that the job has. */
  tasks?: { running: number; total: number };
}

export interface JobTask {
  name: string;
  state: string;
  parallelism: number;
  /** Records that it has read and written, as far as its living processes have counted. */
  recordsIn: number;
  recordsOut: number;
}

export interface JobError {
  message: string;
  /** ISO 8601. */
  time?: string;
}

export interface JobStatus extends Omit<JobSummary, 'tasks'> {
  tasks: JobTask[];
  /** How often the processor has restarted it, where the processor counts. */
  restarts?: number;
  lastError?: JobError;
  checkpoints?: { completed: number; failed: number; lastAt?: string; lastPath?: string };
}

export interface Submission {
  /** Absolute path. */
  jar: string;
  mainClass: string;
  arguments: string[];
  /** Settings of the processor for this job. */
  settings: Record<string, string>;
  /** Savepoint that a job of Flink resumes from. */
  savepoint?: string | undefined;
  /** What the user has set already, which stays as it is. */
  environment: NodeJS.ProcessEnv;
  /** Called with each line that the main class prints, where it runs on this side. */
  onLine: (line: string) => void;
}

/** What every processor can do with jobs. */
export interface Processor {
  /** @throws StreamkitError when the job does not start */
  submit: (session: Session, submission: Submission) => Promise<JobSummary[]>;
  list: (session: Session) => Promise<JobSummary[]>;
  /** @param id the processor's own */
  status: (session: Session, id: string) => Promise<JobStatus>;
  logs: (session: Session, job: JobSummary, options: Omit<LogOptions, 'signal'>) => AsyncIterable<LogLine[]>;
  /**
   * Returns when the job has ended, and the next one may have its name.
   * @param drainSeconds how long Storm's workers may finish what they have read (default: the topology's message timeout)
   */
  cancel: (session: Session, job: JobSummary, drainSeconds?: number) => Promise<Ending>;
}

export interface Ending {
  /** Waits until the processes of the job have ended. */
  ended: () => Promise<void>;
}

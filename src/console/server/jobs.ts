import { randomUUID } from 'node:crypto';
import { errorJson } from '../../render/error.js';
import { StreamkitError } from '../../shared/errors.js';
import type { ProgressEvent, Report } from '../../shared/events.js';
import type { Session } from '../../stack/session.js';
import type { ContextFlags } from '../../shared/suggestion.js';
import { asStreamkitError } from './answer.js';

export type JobState = 'running' | 'done' | 'failed' | 'canceled';

export interface JobEvent {
  /** Milliseconds since the epoch. */
  time: number;
  event: ProgressEvent;
}

/** A change that takes a while, such as a restart or a smoke run. */
export interface Job {
  id: string;
  /** What it does, for people: `restart kafka`. */
  title: string;
  kind: 'stack' | 'smoke' | 'drill';
  state: JobState;
  startedAt: number;
  endedAt?: number;
  events: JobEvent[];
  result?: unknown;
  error?: ReturnType<typeof errorJson>['error'];
}

export type JobWork = (session: Session) => Promise<unknown>;

const kept = 20;

/** Runs one changing job at a time, and remembers the last ones with what they reported. */
export class Jobs {
  private readonly jobs: Job[] = [];
  private readonly listeners = new Set<() => void>();
  private running: { job: Job; abort: AbortController; ended: Promise<void> } | undefined;

  /** @param open opens the stack for a job, with its own report and signal */
  constructor(
    private readonly open: (report: Report, signal: AbortSignal) => Promise<Session>,
    private readonly flags: ContextFlags,
  ) {}

  get all(): Job[] {
    return this.jobs;
  }

  find(id: string): Job {
    const job = this.jobs.find((one) => one.id === id);
    if (job) return job;
    throw new StreamkitError('NOT_FOUND', `Job ${id} does not exist.`);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Starts a job in the background. @throws StreamkitError STACK_BUSY while another one runs */
  start(kind: Job['kind'], title: string, work: JobWork): Job {
    if (this.running) {
      throw new StreamkitError('STACK_BUSY', `"${this.running.job.title}" is still running.`, {
        suggestions: ['Wait for it to end, or cancel it.'],
      });
    }
    const job: Job = { id: randomUUID(), title, kind, state: 'running', startedAt: Date.now(), events: [] };
    const abort = new AbortController();
    this.jobs.unshift(job);
    this.jobs.length = Math.min(this.jobs.length, kept);
    this.running = { job, abort, ended: this.run(job, abort.signal, work) };
    this.changed();
    return job;
  }

  cancel(id: string): Job {
    const job = this.find(id);
    if (this.running?.job === job)
      this.running.abort.abort(new StreamkitError('INTERRUPTED', 'The job was canceled.'));
    return job;
  }

  /** Cancels what runs, and waits until it has ended. */
  async close(): Promise<void> {
    this.running?.abort.abort(new StreamkitError('INTERRUPTED', 'The console was ended.'));
    await this.running?.ended;
  }

  private async run(job: Job, signal: AbortSignal, work: JobWork): Promise<void> {
    const report = (event: ProgressEvent) => {
      job.events.push({ time: Date.now(), event });
      this.changed();
    };
    try {
      const session = await this.open(report, signal);
      job.result = await work(session);
      job.state = 'done';
    } catch (error) {
      const known = asStreamkitError(error);
      job.state = signal.aborted ? 'canceled' : 'failed';
      job.error = errorJson(known, this.flags).error;
    }
    job.endedAt = Date.now();
    this.running = undefined;
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

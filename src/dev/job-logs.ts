import { processorOf } from '../jobs/processors.js';
import type { JobSummary } from '../jobs/types.js';
import { StreamkitError } from '../shared/errors.js';
import type { Session } from '../stack/session.js';
import { eachOf } from '../shared/each-of.js';

const problem = /\b(ERROR|FATAL|SEVERE)\b|Exception\b/;

/** Follows the logs of a project's jobs while `dev` runs. */
export class JobLogs {
  private readonly followed = new Map<string, { ids: string; stop: AbortController; ended: Promise<void> }>();

  /** @param all show every line (default: errors only) */
  constructor(private readonly all: boolean) {}

  /** Follows these jobs, by the name that is shown, and no others. */
  async follow(session: Session, wanted: Record<string, JobSummary[]>): Promise<void> {
    for (const [name, { ids }] of this.followed) if (idsOf(wanted[name]) !== ids) await this.end(name);
    for (const [name, running] of Object.entries(wanted)) {
      if (this.followed.has(name)) continue;
      const stop = new AbortController();
      const own = { ...session, signal: AbortSignal.any([session.signal, stop.signal]) };
      const ended = Promise.all(running.map(async (job) => this.print(own, name, job))).then(() => undefined);
      this.followed.set(name, { ids: idsOf(running), stop, ended });
    }
  }

  async endAll(): Promise<void> {
    for (const name of this.followed.keys()) await this.end(name);
  }

  private async print(session: Session, name: string, job: JobSummary): Promise<void> {
    try {
      const processor = await processorOf(job.processor);
      for await (const { text } of eachOf(processor.logs(session, job, { follow: true })))
        if (this.all || problem.test(text)) session.report({ type: 'log', service: name, text });
    } catch (error) {
      if (session.signal.aborted) return;
      if (!(error instanceof StreamkitError)) throw error;
      session.report({ type: 'note', message: `The log of ${name} cannot be followed: ${error.message}` });
    }
  }

  private async end(name: string): Promise<void> {
    const one = this.followed.get(name);
    this.followed.delete(name);
    one?.stop.abort(new StreamkitError('INTERRUPTED', 'Interrupted.'));
    await one?.ended;
  }
}

function idsOf(jobs: JobSummary[] = []): string {
  return jobs.map(({ id }) => id).join();
}

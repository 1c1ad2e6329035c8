import { describesPipeline } from '../config/needed-services.js';
import { sampleEvery } from '../console/watch/sample-every.js';
import { apply } from '../project/apply.js';
import { appliedJobs, stopAppliedJobs } from '../project/applied-jobs.js';
import { desiredPrograms } from '../project/desired-programs.js';
import { watchedPaths } from '../project/watched-paths.js';
import { StreamkitError } from '../shared/errors.js';
import type { Report } from '../shared/events.js';
import { down } from '../stack/down.js';
import { readRecord } from '../stack/record/record.js';
import { servicesOf, stackOf, type Session } from '../stack/session.js';
import { up, type UpOptions } from '../stack/up.js';
import { FileWatch } from './watch-files.js';
import { JobLogs } from './job-logs.js';
import { Programs } from './programs.js';
import { throughputLine } from './throughput.js';

export interface DevOptions {
  /** Opens the stack as it is then. */
  open: (report: Report, signal: AbortSignal) => Promise<Session>;
  up: UpOptions;
  /** Show all lines that jobs log (default: errors only). */
  allLogs: boolean;
  /** Called with what fails while it goes on: a build, a change that apply refuses. */
  onError: (error: StreamkitError) => void;
}

const sampleMs = 5000;

/**
 * Starts the services of a project, applies its streamkit.yml and runs its programs; does so again when a file changes. A
 * build that fails leaves what runs as it is. When the session's signal aborts, it stops the programs, jobs and services
 * that it started, and nothing else.
 */
export async function dev(session: Session, options: DevOptions): Promise<void> {
  const { signal } = session;
  const before = await runningServices(session);
  const work = new Work(session, options);
  try {
    await up(session, options.up);
    await work.run();
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await work.close();
    // The signal of the session ended the work; cleaning up goes on, also when streamkit.yml is not valid by now.
    const record = await readRecord(session.home, session.name);
    const last = { ...(work.last ?? session), record, signal: new AbortController().signal };
    const started = (await runningServices(last)).filter((name) => !before.includes(name));
    await cleanUp(last, started, work.jobsBefore).catch(rethrowUnlessKnown(options.onError));
    if (started.length > 0) await down(last, { services: started, data: false });
  }
}

/** Topologies of a Storm that stops as well stay: its next start continues them. */
async function cleanUp(session: Session, stopping: string[], before: Set<string>): Promise<void> {
  if (!session.record) return;
  const jobs = Object.entries(await appliedJobs(session));
  const own = jobs.filter(([name, [job]]) => {
    const continues = job?.processor === 'storm' && stopping.includes('nimbus');
    return !before.has(name) && !continues;
  });
  if (own.length === 0) return;
  session.report({ type: 'note', message: `Stopping ${own.map(([name]) => name).join(', ')}` });
  await stopAppliedJobs(
    session,
    own.map(([name]) => name),
  );
}

class Work {
  /** The stack as it was opened last with a valid streamkit.yml. */
  last: Session | undefined;
  /** Names of the project's jobs that ran before. */
  jobsBefore = new Set<string>();
  private readonly files = new FileWatch();
  private readonly programs = new Programs();
  private readonly logs: JobLogs;

  constructor(
    private readonly session: Session,
    private readonly options: DevOptions,
  ) {
    this.logs = new JobLogs(options.allLogs);
  }

  /** Ends only with an error, or when the signal aborts. */
  async run(): Promise<void> {
    const { report, signal } = this.session;
    const stop = new AbortController();
    const own = AbortSignal.any([signal, stop.signal]);
    const first = await this.options.open(report, own);
    this.jobsBefore = new Set(Object.keys(await appliedJobs(first)));
    try {
      await Promise.all([this.showThroughput(own), this.followChanges(own)]);
    } finally {
      stop.abort(new StreamkitError('INTERRUPTED', 'Interrupted.'));
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.files.close(), this.programs.endAll(), this.logs.endAll()]);
  }

  private async followChanges(signal: AbortSignal): Promise<void> {
    const { report } = this.session;
    let since = Date.now();
    let first = true;
    for (;;) {
      this.files.clear();
      const session = await this.attempt(async () => this.options.open(report, signal));
      if (session) await this.update(session, since, first);
      first = false;
      since = await this.files.next(signal);
    }
  }

  private async update(session: Session, since: number, first: boolean): Promise<void> {
    const { config, report } = session;
    this.last = session;
    await this.files.set(watchedPaths(config));
    const built = new Set<string>();
    const applied = await this.attempt(async () =>
      describesPipeline(config) ? (await apply(session, { prune: false, built })).changes : 0,
    );
    const started = await this.attempt(async () =>
      this.programs.update(session, await desiredPrograms(config), built),
    );
    await this.attempt(async () => this.logs.follow(session, await appliedJobs(session)));
    if (applied === undefined || started === undefined) return;
    if (!first && applied + started.length === 0) return;
    const seconds = ((Date.now() - since) / 1000).toFixed(1);
    report({ type: 'note', message: `Up to date after ${seconds} s. Watching for changes; Ctrl-C stops.` });
  }

  private async showThroughput(signal: AbortSignal): Promise<void> {
    const { name, report } = this.session;
    let last = '';
    let known = new Set<string>();
    for await (const snapshot of sampleEvery(this.options.open, name, sampleMs, signal)) {
      const line = throughputLine(snapshot);
      if (line !== '' && line !== last) report({ type: 'note', message: line });
      last = line;
      for (const { id, title, evidence } of snapshot.attention)
        if (!known.has(id)) report({ type: 'note', message: [title, ...evidence].join('\n  ') });
      known = new Set(snapshot.attention.map(({ id }) => id));
    }
  }

  /** @returns undefined after an error that the user can fix while this goes on */
  private async attempt<Result>(task: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await task();
    } catch (error) {
      this.session.signal.throwIfAborted();
      rethrowUnlessKnown(this.options.onError)(error);
      return undefined;
    }
  }
}

function rethrowUnlessKnown(onError: (error: StreamkitError) => void): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof StreamkitError)) throw error;
    onError(error);
  };
}

async function runningServices(session: Session): Promise<string[]> {
  if (!session.record) return [];
  const observed = await session.engine.observe(stackOf(session, session.record), servicesOf(session));
  return observed.filter(({ state }) => state === 'running').map(({ service }) => service);
}

import { dirname, basename } from 'node:path';
import { findJob, hasEnded, listJobs } from '../jobs/find-job.js';
import { saveJob } from '../jobs/resume-job.js';
import { cancelById, submitJob } from '../jobs/submit-job.js';
import { StreamkitError } from '../shared/errors.js';
import type { Session } from '../stack/session.js';
import { build } from './build.js';
import { newestJar } from './desired-jobs.js';
import type { Created, DesiredJob } from './types.js';

/** Builds a job where it has sources, ends what runs of it, and submits it: on Flink from a savepoint of the former one. */
export async function applyJob(session: Session, job: DesiredJob, created: Created): Promise<void> {
  const { name, source, build: command, on, words, settings, checksum } = job;
  if (command && source !== undefined) await buildJob(session, name, command, source);
  const jar = await newestJar(dirname(job.jar), basename(job.jar));
  if (jar === undefined) {
    throw new StreamkitError('BUILD_FAILED', `The build of ${name} made no ${job.jar}.`, {
      suggestions: ['Write the path of the jar that the build makes as "jar" in streamkit.yml.'],
    });
  }
  const savepoint = await endJob(session, name, created);
  const { signal, report } = session;
  signal.throwIfAborted();
  const jobs = await submitJob(session, {
    jar,
    words,
    on,
    settings,
    savepoint,
    environment: process.env,
    onLine: (line) => {
      report({ type: 'note', message: `${name}: ${line}` });
    },
  });
  created.jobs[name] = { checksum, ids: jobs.map(({ id }) => id) };
}

export async function buildJob(
  session: Session,
  name: string,
  command: string[],
  cwd: string,
): Promise<void> {
  const { report, signal } = session;
  report({ type: 'note', message: `${name}: ${command.join(' ')}` });
  await build(command, { name, cwd, signal, onLine: () => undefined });
}

/** @returns the savepoint of a job of Flink that ran */
export async function endJob(session: Session, name: string, created: Created): Promise<string | undefined> {
  const ids = created.jobs[name]?.ids ?? [];
  const running = (await listJobs(session, undefined)).filter(
    (job) => ids.includes(job.id) && !hasEnded(job),
  );
  let savepoint: string | undefined;
  for (const job of running) {
    if (job.processor === 'flink') ({ savepoint } = await saveJob(session, job.id, true));
    else await cancelById(session, await findJob(session, job.id, job.processor));
  }
  Reflect.deleteProperty(created.jobs, name);
  return savepoint;
}

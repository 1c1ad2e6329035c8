import { findJob, hasEnded, listJobs } from '../jobs/find-job.js';
import { saveJob } from '../jobs/resume-job.js';
import { cancelForNext, submitJob } from '../jobs/submit-job.js';
import type { Ending } from '../jobs/types.js';
import type { Session } from '../stack/session.js';
import { runBuild } from './build.js';
import { builtFile } from './builds.js';
import type { Created, DesiredJob } from './types.js';

/** Builds a job where it has sources, ends what runs of it, and submits it: on Flink from a savepoint of the former one. */
export async function applyJob(
  session: Session,
  job: DesiredJob,
  created: Created,
  built: Set<string>,
): Promise<void> {
  const { name, build, on, words, settings, checksum } = job;
  await runBuild(session, name, build, built);
  const jar = await builtFile(name, job.jar);
  const saved = created.jobs[name]?.savepoint;
  const { savepoint = saved, ended } = await replaceJob(session, name, created);
  const { report } = session;
  const submitted = submitJob(session, {
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
  // The processes of the former job end while the new one is being submitted.
  const [jobs] = await Promise.all([submitted, ended()]);
  created.jobs[name] = { checksum, ids: jobs.map(({ id }) => id) };
}

/** Spouts stop at once; what bolts have not finished by then is read again by the next topology. */
const drainSeconds = 1;

/** @returns the savepoint of a job of Flink that ran */
export async function endJob(session: Session, name: string, created: Created): Promise<string | undefined> {
  const { savepoint, ended } = await replaceJob(session, name, created);
  await ended();
  return savepoint;
}

/** Ends a job; returns when the next one may be submitted. @returns the savepoint of a job of Flink that ran */
async function replaceJob(
  session: Session,
  name: string,
  created: Created,
): Promise<{ savepoint?: string; ended: () => Promise<unknown> }> {
  const ids = created.jobs[name]?.ids ?? [];
  const running = (await listJobs(session, undefined)).filter(
    (job) => ids.includes(job.id) && !hasEnded(job),
  );
  let savepoint: string | undefined;
  const endings: Ending[] = [];
  for (const job of running) {
    if (job.processor === 'flink') {
      ({ savepoint } = await saveJob(session, job.id, true));
    } else {
      const ending = await cancelForNext(
        session,
        await findJob(session, job.id, job.processor),
        drainSeconds,
      );
      endings.push(ending);
    }
  }
  Reflect.deleteProperty(created.jobs, name);
  return {
    ...(savepoint !== undefined && { savepoint }),
    ended: async () => Promise.all(endings.map(async ({ ended }) => ended())),
  };
}

import { join } from 'node:path';
import { hasEnded, listJobs } from '../jobs/find-job.js';
import type { JobSummary } from '../jobs/types.js';
import { requireStack } from '../stack/endpoint.js';
import { withLock } from '../stack/record/lock.js';
import { stackOf, type Session } from '../stack/session.js';
import { readCreated, writeCreated } from './created.js';
import { endJob } from './execute-job.js';

/** The jobs that `apply` of this project has submitted and that have not ended, by their names in streamkit.yml. */
export async function appliedJobs(session: Session): Promise<Record<string, JobSummary[]>> {
  const { jobs: created } = await readCreated(dirOf(session), session.config.dir ?? '');
  if (Object.keys(created).length === 0) return {};
  const running = (await listJobs(session, undefined)).filter((job) => !hasEnded(job));
  const entries = Object.entries(created).map(([name, { ids }]): [string, JobSummary[]] => [
    name,
    running.filter(({ id }) => ids.includes(id)),
  ]);
  return Object.fromEntries(entries.filter(([, jobs]) => jobs.length > 0));
}

/** Ends jobs that `apply` has submitted. Those of Flink are submitted again from the savepoint that is written here. */
export async function stopAppliedJobs(session: Session, names: string[]): Promise<void> {
  const dir = dirOf(session);
  await withLock(join(dir, 'project'), session.signal, async () => {
    const created = await readCreated(dir, session.config.dir ?? '');
    for (const name of names) {
      const known = created.jobs[name];
      const savepoint = await endJob(session, name, created);
      if (known && savepoint !== undefined)
        created.jobs[name] = { checksum: known.checksum, ids: [], savepoint };
      await writeCreated(dir, session.config.dir ?? '', created);
    }
  });
}

function dirOf(session: Session): string {
  return stackOf(session, requireStack(session)).dir;
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { savepoint as writeSavepoint, until } from '../flink/actions.js';
import { flinkJob, flinkJobs } from '../flink/jobs.js';
import { flinkStateDir } from '../services/flink.js';
import { isThere } from '../shared/files.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { findJob, hasEnded } from './find-job.js';
import { recordsOf, restOf, start } from './flink.js';
import type { JobSummary } from './types.js';

export interface SavedJob extends JobSummary {
  /** URL of the savepoint. */
  savepoint: string;
}

/**
 * Writes a savepoint of a Flink job.
 * @param stop ends the job with it
 * @throws StreamkitError NOT_FOUND when the job does not run
 */
export async function saveJob(session: Session, name: string, stop: boolean): Promise<SavedJob> {
  const job = await findJob(session, name, 'flink');
  if (hasEnded(job)) throw new StreamkitError('NOT_FOUND', `${job.name} is not running: it is ${job.state}.`);
  const rest = restOf(session);
  const savepoint = await writeSavepoint(rest, job.id, stop);
  const records = recordsOf(session);
  const record = (await records.all()).find(({ id }) => id === job.id);
  // A job that goes on has newer checkpoints.
  if (record && stop) await records.write({ ...record, savepoint });
  if (stop) {
    const ended = async () =>
      (await flinkJobs(rest)).every(({ jid, state }) => jid !== job.id || hasEnded({ state }));
    await until(`${job.name} did not stop`, ended, rest);
  }
  return { ...job, savepoint };
}

/**
 * Starts a Flink job again from what it saved: the newest of its savepoints and checkpoints.
 * @param from another savepoint or checkpoint, as a path or URL
 * @throws StreamkitError ALREADY_EXISTS while it runs, NOT_FOUND when it was not submitted here or has saved nothing
 */
export async function resumeJob(
  session: Session,
  name: string,
  { from, allowNonRestoredState }: { from: string | undefined; allowNonRestoredState: boolean },
): Promise<SavedJob> {
  const job = await findJob(session, name, 'flink');
  if (!hasEnded(job)) {
    throw new StreamkitError('ALREADY_EXISTS', `${job.name} is running already (${job.id}).`, {
      suggestions: [suggest('Save its state and stop it', 'job', 'savepoint', job.name, '--stop')],
    });
  }
  const record = (await recordsOf(session).all()).find(({ id }) => id === job.id);
  if (!record) {
    throw new StreamkitError(
      'NOT_FOUND',
      `${job.name} was not submitted with streamkit, which does not have its jar.`,
    );
  }
  const savepoint = from ?? record.savepoint ?? (await lastCheckpoint(session, job.id));
  if (savepoint === undefined)
    throw new StreamkitError('NOT_FOUND', `${job.name} has no savepoint and no checkpoint to resume from.`);
  const started = await start(session, record, { savepoint, allowNonRestoredState });
  await recordsOf(session).delete(record.id);
  return { ...started, savepoint };
}

/** The newest checkpoint: as the JobManager knows it, else as it is on disk when another JobManager ran the job. */
async function lastCheckpoint(session: Session, id: string): Promise<string | undefined> {
  const rest = restOf(session);
  if ((await flinkJobs(rest)).some(({ jid }) => jid === id)) {
    const path = (await flinkJob(rest, id)).checkpoints?.lastPath;
    if (path !== undefined) return path;
  }
  const { dir } = runningStack(session, 'flink-jobmanager');
  const folder = join(flinkStateDir(`${dir}/flink-jobmanager`), 'checkpoints', id);
  const names = (await readdir(folder).catch(() => []))
    .filter((one) => one.startsWith('chk-'))
    .toSorted((a, b) => Number(b.slice(4)) - Number(a.slice(4)));
  for (const one of names) {
    const path = join(folder, one);
    if (await isThere(join(path, '_metadata'))) return pathToFileURL(path).href;
  }
  return undefined;
}

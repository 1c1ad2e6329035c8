import { basename } from 'node:path';
import { hasEnded, listJobs } from '../../jobs/find-job.js';
import { readJobJar } from '../../jobs/job-jar.js';
import { processorsOf } from '../../jobs/processors.js';
import type { JobRecord } from '../../jobs/records.js';
import { newest } from '../../project/checksum.js';
import { expand } from '../../project/expand.js';
import type { Desired, DesiredJob } from '../../project/types.js';
import type { Session } from '../../stack/session.js';
import type { ExportedJob } from '../exported-stack.js';

/** Jobs of streamkit.yml, and those that run beside them; Storm's topologies by name. */
export async function gatherJobs(
  session: Session,
  desired: Desired,
): Promise<{ jobs: ExportedJob[]; topologies: string[] }> {
  const declared = await Promise.all(
    desired.jobs.map(async (job) => declaredJob(job, session.config.dir ?? session.cwd)),
  );
  const running = await runningJobs(session);
  const others = running.filter(({ name }) => !declared.some((job) => job.name === name));
  return {
    jobs: [...declared, ...others.flatMap(({ job }) => (job ? [job] : []))],
    topologies: others.filter(({ processor }) => processor === 'storm').map(({ name }) => name),
  };
}

/** What is not in streamkit.yml is read from the jar, if it is built. */
async function declaredJob(job: DesiredJob, dir: string): Promise<ExportedJob> {
  const { name, on, words, settings } = job;
  const file = await newest(await expand(dir, job.jar));
  const named = looksLikeClass(words[0]);
  const isComplete = on !== undefined && named;
  const read = file === undefined || isComplete ? undefined : await readJobJar(file, words);
  return {
    name,
    processor: on ?? read?.processor,
    jar: basename(file ?? job.jar),
    mainClass: read?.mainClass ?? (named ? words[0] : undefined),
    arguments: read?.arguments ?? (named ? words.slice(1) : words),
    settings,
  };
}

function looksLikeClass(word = ''): boolean {
  return /^[a-z_$][\w$]*(\.[a-z_$][\w$]*)+$/i.test(word);
}

async function runningJobs(session: Session) {
  if (!session.record || processorsOf(session).length === 0) return [];
  const jobs = (await listJobs(session, undefined)).filter((job) => !hasEnded(job));
  const records = await recordsOf(session);
  return jobs.map(({ id, name, processor }) => {
    const record = processor === 'storm' ? undefined : records.find((one) => one.id === id);
    return { name, processor, job: record && fromRecord(record, processor) };
  });
}

async function recordsOf(session: Session): Promise<JobRecord[]> {
  const has = (service: string) => session.record?.ports[service] !== undefined;
  const [flink, spark] = await Promise.all([
    has('flink-jobmanager') ? (await import('../../jobs/flink.js')).recordsOf(session).all() : [],
    has('spark-worker') ? (await import('../../jobs/spark.js')).recordsOf(session).all() : [],
  ]);
  return [...flink, ...spark];
}

/** A job as its processor keeps it. Pure. */
export function fromRecord(record: JobRecord, processor: ExportedJob['processor']): ExportedJob {
  const { name, jar, mainClass, arguments: args, settings } = record;
  return {
    name,
    processor,
    // Both processors keep the jar under its name, with an id or the time before it.
    jar: basename(jar).replace(/^([0-9a-f-]{36}_|\d+-)/, ''),
    mainClass,
    arguments: args,
    settings,
  };
}

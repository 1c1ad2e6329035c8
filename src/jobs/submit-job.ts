import { resolve } from 'node:path';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import type { Session } from '../stack/session.js';
import { readJobJar } from './job-jar.js';
import { processorOf } from './processors.js';
import {
  processorNames,
  type Ending,
  type JobSummary,
  type ProcessorName,
  type Submission,
} from './types.js';

export interface JobRequest extends Pick<Submission, 'settings' | 'savepoint' | 'environment' | 'onLine'> {
  jar: string;
  /** Main class and arguments, as the user typed them: the class may be left to the jar's manifest. */
  words: string[];
  on: ProcessorName | undefined;
}

/**
 * Submits a job to the processor that it is written for.
 * @returns the jobs that the jar's main class has started
 * @throws StreamkitError USAGE for a jar of another processor, or one that does not say which
 */
export async function submitJob(session: Session, request: JobRequest): Promise<JobSummary[]> {
  const jar = resolve(request.jar);
  const { mainClass, arguments: args, processor: detected } = await readJobJar(jar, request.words);
  const name = decide(request, detected);
  const processor = await processorOf(name);
  return processor.submit(session, { ...request, jar, mainClass, arguments: args });
}

function decide({ jar, on }: JobRequest, detected: ProcessorName | undefined): ProcessorName {
  if (on !== undefined && detected !== undefined && on !== detected) {
    throw new StreamkitError('USAGE', `${jar} is a job for ${titles[detected]}, not for ${titles[on]}.`, {
      suggestions: [suggest(`Submit it to ${titles[detected]}`, 'job', 'submit', jar, '--on', detected)],
    });
  }
  const name = on ?? detected;
  if (name !== undefined) return name;
  throw new StreamkitError('USAGE', `${jar} does not show which processor it is for.`, {
    suggestions: processorNames.map((one) => suggest(titles[one], 'job', 'submit', jar, '--on', one)),
  });
}

const titles: Record<ProcessorName, string> = { storm: 'Storm', flink: 'Flink', spark: 'Spark' };

/** Cancels a job that was submitted, and waits until its processes have ended. */
export async function cancelById(session: Session, job: JobSummary, drainSeconds?: number): Promise<void> {
  const { ended } = await cancelForNext(session, job, drainSeconds);
  await ended();
}

/** Cancels a job that was submitted; parameters and result as `Processor.cancel` has them. */
export async function cancelForNext(
  session: Session,
  job: JobSummary,
  drainSeconds?: number,
): Promise<Ending> {
  return (await processorOf(job.processor)).cancel(session, job, drainSeconds);
}

import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { requireStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { processorOf, processorsOf } from './processors.js';
import type { JobSummary, ProcessorName } from './types.js';

/**
 * All jobs of the stack's processors, those of one processor together.
 * @param on this processor only
 * @throws StreamkitError NOT_FOUND for a stack that does not exist, SERVICE_UNREACHABLE for one without a processor
 */
export async function listJobs(session: Session, on: ProcessorName | undefined): Promise<JobSummary[]> {
  requireStack(session);
  const names = on === undefined ? processorsOf(session) : [on];
  if (names.length === 0) {
    throw new StreamkitError('SERVICE_UNREACHABLE', `The stack ${session.name} has no processor.`, {
      suggestions: [suggest('Start one', 'up', 'flink')],
    });
  }
  const lists = await Promise.allSettled(
    names.map(async (name): Promise<JobSummary[]> => (await processorOf(name)).list(session)),
  );
  const failures = lists.flatMap((list) => (list.status === 'rejected' ? [list.reason as Error] : []));
  if (failures[0] && failures.length === names.length) throw failures[0];
  for (const { message } of failures) session.report({ type: 'note', message });
  return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
}

/** Job states that are final, of all processors. */
const ended = new Set(['FINISHED', 'FAILED', 'CANCELED', 'KILLED', 'ERROR', 'LOST']);

export function hasEnded({ state }: Pick<JobSummary, 'state'>): boolean {
  return ended.has(state);
}

/**
 * The job of that name or id; of several with one name, the one that runs, else the newest.
 * @throws StreamkitError NOT_FOUND with a did-you-mean
 */
export async function findJob(
  session: Session,
  nameOrId: string,
  on: ProcessorName | undefined,
): Promise<JobSummary> {
  const jobs = await listJobs(session, on);
  const found = jobs
    .filter(({ name, id }) => name === nameOrId || id === nameOrId)
    .toSorted((a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || newestFirst(a, b));
  if (found[0]) return found[0];
  throw new StreamkitError('NOT_FOUND', `There is no job named "${nameOrId}".`, {
    suggestions: didYouMean(nameOrId, [...new Set(jobs.map(({ name }) => name))], 'Jobs'),
  });
}

function newestFirst(a: JobSummary, b: JobSummary): number {
  return (b.startedAt ?? '').localeCompare(a.startedAt ?? '');
}

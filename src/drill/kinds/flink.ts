import { restoredFrom, runningTaskManagers, taskManagersOf } from '../../flink/jobs.js';
import type { FlinkRest } from '../../flink/rest.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { endpointOf } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import { namedInstance } from './brokers.js';
import { payments } from '../formats.js';
import { jobOutput, type JobOutput } from './job-output.js';
import { drillKafka } from '../kafka-drill.js';
import { requireInstances } from './require-instances.js';
import type { DrillResult, PromiseResult } from '../result.js';
import type { DrillOptions, Output, Role } from '../types.js';

/** A TaskManager that runs tasks of a job with checkpoints. */
export async function drillFlink(session: Session, options: DrillOptions): Promise<DrillResult> {
  const { target, topic, guarantee = 'exactly-once' } = options;
  await requireInstances(session, 'kafka', { atLeast: 1, wanted: 1 });
  await requireInstances(session, 'flink-jobmanager', { atLeast: 1, wanted: 1 });
  const all = await requireInstances(session, 'flink-taskmanager', { atLeast: 2, wanted: 2 });
  const named = target === undefined ? undefined : namedInstance(all, target);
  const rest = (signal: AbortSignal) => ({ url: endpointOf(session, 'flink-jobmanager'), signal });
  const job =
    topic === undefined
      ? jobOutput(session, {
          processor: 'flink',
          name: 'job',
          template: 'flink',
          guarantee,
          settings: { 'execution.checkpointing.externalized-checkpoint-retention': 'DELETE_ON_CANCELLATION' },
          words: () => ['--parallelism', '1'],
        })
      : undefined;
  const workers = async (signal: AbortSignal) =>
    job ? taskManagersOf(rest(signal), job.job().id) : runningTaskManagers(rest(signal));
  const role: Role = {
    name: 'TaskManager of the tasks',
    promise: 'the tasks run again',
    holder: async (signal) => (await workers(signal)).join(' and '),
  };
  return drillKafka(
    session,
    {
      drill: 'flink',
      victims: [],
      role,
      ...(job && { format: payments }),
      output: job && withCheckpoint(job, rest(session.signal)),
      async aim() {
        if (named) return { victims: [named] };
        const working = await workers(session.signal);
        const victim = all.find(({ name }) => working.includes(name));
        if (victim) return { victims: [victim] };
        throw new StreamkitError('NOT_FOUND', 'No TaskManager runs tasks.', {
          service: 'flink-taskmanager',
          suggestions: [suggest('See the jobs', 'job', 'list')],
        });
      },
    },
    { ...options, acks: options.acks.slice(0, 1) },
  );
}

function withCheckpoint(job: JobOutput, rest: FlinkRest): Output {
  return {
    ...job,
    async promises(): Promise<PromiseResult[]> {
      const restored = await restoredFrom(rest, job.job().id);
      const observed = restored ? `checkpoint ${restored.checkpoint}` : 'it was not';
      return [{ name: 'the job is restored from a checkpoint', kept: restored !== undefined, observed }];
    },
  };
}

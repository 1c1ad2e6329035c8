import type { ChalkInstance } from 'chalk';
import type { JobStatus, JobSummary } from '../../jobs/types.js';
import { table } from '../table.js';

export function jobTable(jobs: JobSummary[]): string {
  return table(
    ['job', 'processor', 'state', 'tasks', 'started', 'id'],
    jobs.map(({ name, processor, state, tasks, startedAt = '', id }) => [
      name,
      processor,
      state,
      tasks ? `${tasks.running}/${tasks.total}` : '',
      startedAt.replace(/\.\d+Z$/, 'Z'),
      id,
    ]),
  );
}

export function jobSheet(job: JobStatus, theme: ChalkInstance): string {
  const { name, processor, state, id, startedAt, tasks, restarts, checkpoints, lastError } = job;
  return [
    `${name} (${id}) on ${processor}: ${state}${startedAt === undefined ? '' : ` since ${startedAt}`}`,
    ...(tasks.length === 0
      ? []
      : [
          table(
            ['task', 'state', 'parallel', 'records in', 'records out'],
            tasks.map((task) => [
              task.name,
              task.state,
              String(task.parallelism),
              String(task.recordsIn),
              String(task.recordsOut),
            ]),
          ),
        ]),
    ...(restarts === undefined ? [] : [`restarts: ${restarts}`]),
    ...(checkpoints
      ? [
          `checkpoints: ${checkpoints.completed} completed, ${checkpoints.failed} failed${checkpoints.lastAt === undefined ? '' : `, last at ${checkpoints.lastAt}`}`,
        ]
      : []),
    ...(lastError
      ? [
          theme.red(
            `last error: ${lastError.message}${lastError.time === undefined ? '' : ` (${lastError.time})`}`,
          ),
        ]
      : []),
  ].join('\n');
}

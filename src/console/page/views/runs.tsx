import type { ComponentChildren } from 'preact';
import type { Job, JobEvent } from '../../server/jobs.js';
import { duration } from '../lib/format.js';
import { state } from '../lib/state.js';
import { useNow } from '../lib/use.js';
import { Badge, Button, Card, State } from '../parts/basics.js';
import { Problem } from '../parts/problem.js';
import { act } from '../parts/toast.js';
import { useJob } from './job-list.js';

export interface Step {
  key: string;
  name: string;
  status: string;
  detail: string;
  seconds?: number;
}

/** The last run of a kind, step by step, and the earlier ones. */
export function Runs({
  kind,
  stepsOf,
  verdictOf,
  result,
}: {
  kind: Job['kind'];
  stepsOf: (events: JobEvent[], job: Job) => Step[];
  /** Of a run that went to its end. */
  verdictOf: (result: unknown) => 'passed' | 'failed';
  /** Below the steps of a run that went to its end. */
  result?: (job: Job) => ComponentChildren;
}) {
  const [current, ...earlier] = (state.jobs.value ?? []).filter((job) => job.kind === kind);
  return (
    <>
      {current && (
        <Run key={current.id} id={current.id} stepsOf={stepsOf} verdictOf={verdictOf} result={result} />
      )}
      {earlier.length > 0 && (
        <Card title="Earlier runs">
          <ul class="steps">
            {earlier.map(({ id, title, state: value, startedAt }) => (
              <li key={id}>
                <State value={value} />
                <b>{title}</b>
                <span class="muted">{new Date(startedAt).toLocaleTimeString()}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

/** Whether a run of this kind is in progress. */
export function isRunning(kind: Job['kind']): boolean {
  return state.jobs.value?.find((job) => job.kind === kind)?.state === 'running';
}

/** The steps of a run as they begin and end. */
function Run({
  id,
  stepsOf,
  verdictOf,
  result,
}: Pick<Parameters<typeof Runs>[0], 'stepsOf' | 'verdictOf'> & {
  id: string;
  result: ((job: Job) => ComponentChildren) | undefined;
}) {
  const { job, events } = useJob(id);
  const now = useNow();
  if (!job) return null;
  return (
    <Card
      title={job.title}
      actions={
        <>
          <span class="muted tabular">{duration(((job.endedAt ?? now) - job.startedAt) / 1000)}</span>
          <State value={job.state === 'done' ? verdictOf(job.result) : job.state} />
          {job.state === 'running' && (
            <Button onClick={() => void act('DELETE', `jobs/${id}`, undefined, undefined)}>Cancel</Button>
          )}
        </>
      }
    >
      <ul class="steps" aria-label="Steps">
        {stepsOf(events, job).map(({ key, name, status, detail, seconds }) => (
          <li key={key}>
            {status === 'running' ? <Badge tone="info">running</Badge> : <State value={status} />}
            <b>{name}</b>
            <span class="detail">{detail}</span>
            {seconds !== undefined && <span class="muted tabular">{seconds.toFixed(1)} s</span>}
          </li>
        ))}
      </ul>
      {job.error && <Problem problem={job.error} />}
      {job.state === 'done' && result?.(job)}
    </Card>
  );
}

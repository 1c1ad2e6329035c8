import { useEffect, useState } from 'preact/hooks';
import type { Job, JobEvent } from '../../server/jobs.js';
import { duration } from '../lib/format.js';
import { openLive } from '../lib/live.js';
import { state } from '../lib/state.js';
import { useNow } from '../lib/use.js';
import { Button, Card, State } from '../parts/basics.js';
import { Problem } from '../parts/problem.js';
import { act } from '../parts/toast.js';

/** What is being changed now, and how the last change ended. */
export function JobList() {
  const job = state.jobs.value?.find(({ kind }) => kind === 'stack');
  const now = useNow();
  const [closed, setClosed] = useState<string>();
  if (!job || job.id === closed) return null;
  const seconds = ((job.endedAt ?? now) - job.startedAt) / 1000;
  return (
    <Card
      title={job.title}
      actions={
        <>
          <span class="muted tabular">{duration(seconds)}</span>
          <State value={job.state} />
          {job.state === 'running' ? (
            <Button onClick={() => void act('DELETE', `jobs/${job.id}`, undefined, undefined)}>Cancel</Button>
          ) : (
            <Button
              icon="close"
              kind="quiet"
              label="Close"
              onClick={() => {
                setClosed(job.id);
              }}
            />
          )}
        </>
      }
    >
      <JobEvents id={job.id} />
      {job.error && <Problem problem={job.error} />}
    </Card>
  );
}

/** A job's events as they come. */
export function useJob(id: string | undefined): { job: Job | undefined; events: JobEvent[] } {
  const [known, setKnown] = useState<{ id: string; job: Job; events: JobEvent[] }>();
  useEffect(() => {
    if (id === undefined) return undefined;
    let events: JobEvent[] = [];
    return openLive(() => ({ job: id }), {
      onOpen() {
        events = [];
      },
      onData(_, data) {
        const job = data as Job;
        events = [...events, ...job.events];
        setKnown({ id, job, events });
      },
    });
  }, [id]);
  return known?.id === id ? { job: known?.job, events: known?.events ?? [] } : { job: undefined, events: [] };
}

function JobEvents({ id }: { id: string }) {
  const { events } = useJob(id);
  const lines = events.flatMap(({ event }) => textOf(event) ?? []);
  return (
    <ul class="steps" aria-label="Progress">
      {lines.slice(-12).map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
      {lines.length === 0 && <li class="muted">Working…</li>}
    </ul>
  );
}

/** An event of services, as a line. */
export function textOf(event: JobEvent['event']): string | undefined {
  switch (event.type) {
    case 'fetching':
      return `Fetching: ${event.count} files, ${event.message}`;
    case 'starting':
      return `${event.service} is starting`;
    case 'stopping':
      return `${event.service} is stopping`;
    case 'up':
      return event.ms === undefined
        ? `${event.service} is up`
        : `${event.service} is up after ${(event.ms / 1000).toFixed(1)} s`;
    case 'down':
      return `${event.service} is down`;
    case 'failed':
      return `${event.service} failed: ${event.message}`;
    case 'note':
      return event.service === undefined ? event.message : `${event.service} ${event.message}`;
    default:
      return undefined;
  }
}

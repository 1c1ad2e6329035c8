import { useState } from 'preact/hooks';
import type { Job, JobEvent } from '../../server/jobs.js';
import { api, type ApiProblem } from '../lib/api.js';
import { duration } from '../lib/format.js';
import { state } from '../lib/state.js';
import { problemOf, useApi, useNow } from '../lib/use.js';
import { Badge, Button, Card, Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Problem } from '../parts/problem.js';
import { act } from '../parts/toast.js';
import { useJob } from './job-list.js';

interface Listed {
  pipelines: { name: string; promise: string; needs: string[] }[];
}

export function Smoke() {
  const { data } = useApi<Listed>('smoke');
  const [chosen, setChosen] = useState<string[]>(['kafka-basics']);
  const [problem, setProblem] = useState<ApiProblem>();
  const runs = (state.jobs.value ?? []).filter(({ kind }) => kind === 'smoke');
  const current = runs[0];
  const readOnly = state.stack.value?.readOnly === true;
  const run = async () => {
    setProblem(undefined);
    try {
      await api('POST', 'smoke', { pipelines: chosen, keep: false });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <div class="page">
      <Head title="Smoke runs" actions={<Command args={['smoke', ...chosen]} />}>
        <span>Whole pipelines on this stack, step by step; what they make is removed afterwards</span>
      </Head>
      <Card
        title="Pipelines"
        actions={
          !readOnly && (
            <Button
              kind="primary"
              icon="play"
              disabled={chosen.length === 0 || current?.state === 'running'}
              onClick={() => void run()}
            >
              Run
            </Button>
          )
        }
      >
        <ul class="steps">
          {(data?.pipelines ?? []).map(({ name, promise, needs }) => (
            <li key={name}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={chosen.includes(name)}
                  onChange={() => {
                    setChosen(
                      chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name],
                    );
                  }}
                />
                <b>{name}</b>
              </label>
              <span class="detail">{promise}</span>
              <span class="muted">{needs.join(', ')}</span>
            </li>
          ))}
        </ul>
      </Card>
      {problem && <Problem problem={problem} />}
      {current && <Run key={current.id} id={current.id} />}
      {runs.length > 1 && (
        <Card title="Earlier runs">
          <ul class="steps">
            {runs.slice(1).map(({ id, title, state: value, startedAt }) => (
              <li key={id}>
                <State value={value} />
                <b>{title}</b>
                <span class="muted">{new Date(startedAt).toLocaleTimeString()}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

/** The steps of a run as they begin and end. */
function Run({ id }: { id: string }) {
  const { job, events } = useJob(id);
  const now = useNow();
  if (!job) return null;
  return (
    <Card
      title={job.title}
      actions={
        <>
          <span class="muted tabular">{duration(((job.endedAt ?? now) - job.startedAt) / 1000)}</span>
          <State value={verdict(job)} />
          {job.state === 'running' && (
            <Button onClick={() => void act('DELETE', `jobs/${id}`, undefined, undefined)}>Cancel</Button>
          )}
        </>
      }
    >
      <ul class="steps" aria-label="Steps">
        {stepsOf(events).map(({ key, name, status, detail, seconds }) => (
          <li key={key}>
            {status === 'running' ? <Badge tone="info">running</Badge> : <State value={status} />}
            <b>{name}</b>
            <span class="detail">{detail}</span>
            {seconds !== undefined && <span class="muted tabular">{seconds.toFixed(1)} s</span>}
          </li>
        ))}
      </ul>
      {job.error && <Problem problem={job.error} />}
    </Card>
  );
}

/** A run that went to its end may have failed steps. */
function verdict({ state: value, result }: Job): string {
  const failed = (result as { failed?: number } | undefined)?.failed ?? 0;
  return value === 'done' ? (failed > 0 ? 'failed' : 'passed') : value;
}

interface Step {
  key: string;
  name: string;
  status: string;
  detail: string;
  seconds?: number;
}

function stepsOf(events: JobEvent[]): Step[] {
  const steps = new Map<string, Step>();
  for (const { event } of events) {
    if (event.type === 'pipeline') {
      steps.set(event.name, { key: event.name, name: event.name, status: 'pipeline', detail: event.promise });
    } else if (event.type === 'step-started' || event.type === 'step-ended') {
      const key = `${event.pipeline}/${event.step}`;
      const done = event.type === 'step-ended' ? event : undefined;
      steps.set(key, {
        key,
        name: event.step,
        status: done?.status ?? 'running',
        detail: done?.detail ?? '',
        ...(done ? { seconds: done.seconds } : {}),
      });
    }
  }
  return [...steps.values()];
}

import { useState } from 'preact/hooks';
import type { JobEvent } from '../../server/jobs.js';
import { api, type ApiProblem } from '../lib/api.js';
import { state } from '../lib/state.js';
import { problemOf, useApi } from '../lib/use.js';
import { Button, Card, Head } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Problem } from '../parts/problem.js';
import { isRunning, Runs, type Step } from './runs.js';

interface Listed {
  pipelines: { name: string; promise: string; needs: string[] }[];
}

export function Smoke() {
  const { data } = useApi<Listed>('smoke');
  const [chosen, setChosen] = useState<string[]>(['kafka-basics']);
  const [problem, setProblem] = useState<ApiProblem>();
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
              disabled={chosen.length === 0 || isRunning('smoke')}
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
      <Runs kind="smoke" stepsOf={stepsOf} verdictOf={verdictOf} />
    </div>
  );
}

/** A run that went to its end may have failed steps. */
function verdictOf(result: unknown): 'passed' | 'failed' {
  return ((result as { failed?: number } | undefined)?.failed ?? 0) > 0 ? 'failed' : 'passed';
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

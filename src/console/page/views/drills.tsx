import { useState } from 'preact/hooks';
import type { DrillResult, LoadResult, PromiseResult } from '../../../drill/result.js';
import type { Job, JobEvent } from '../../server/jobs.js';
import { api, part, type ApiProblem } from '../lib/api.js';
import { count } from '../lib/format.js';
import { state } from '../lib/state.js';
import { problemOf, useApi } from '../lib/use.js';
import { Button, Card, Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Field } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { Table, type Column } from '../parts/table.js';
import { textOf } from './job-list.js';
import { isRunning, Runs, type Step } from './runs.js';

interface Listed {
  drills: string[];
  faults: string[];
}

/** A load while something fails, and what became of its records. */
export function Drills() {
  const { data } = useApi<Listed>('drills');
  const [drill, setDrill] = useState('broker');
  const [fault, setFault] = useState('kill');
  const [seconds, setSeconds] = useState('15');
  const [rate, setRate] = useState('500');
  const [problem, setProblem] = useState<ApiProblem>();
  const readOnly = state.stack.value?.readOnly === true;
  const run = async () => {
    setProblem(undefined);
    try {
      await api('POST', 'drills', { drill, fault, rate: Number(rate), seconds: Number(seconds) });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const choices = (names: string[] = []) => names.map((name) => ({ value: name, name }));
  return (
    <div class="page">
      <Head
        title="Drills"
        actions={
          <Command args={['drill', drill, '--fault', fault, '--duration', `${seconds}s`, '--rate', rate]} />
        }
      >
        <span>A load while a fault happens; the stack is healed afterwards, and its records are counted</span>
      </Head>
      <Card flush>
        <form
          class="toolbar"
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <Field label="Drill" value={drill} onInput={setDrill} options={choices(data?.drills)} />
          <Field label="Fault" value={fault} onInput={setFault} options={choices(data?.faults)} />
          <Field label="Seconds" value={seconds} onInput={setSeconds} />
          <Field label="Records per second" value={rate} onInput={setRate} />
          {!readOnly && (
            <Button type="submit" kind="primary" icon="play" disabled={isRunning('drill')}>
              Run
            </Button>
          )}
        </form>
      </Card>
      {problem && <Problem problem={problem} />}
      <Runs
        kind="drill"
        stepsOf={stepsOf}
        verdictOf={(result) => ((result as DrillResult).broken > 0 ? 'failed' : 'passed')}
        result={(job) => <Verdict job={job} />}
      />
    </div>
  );
}

/** Each note begins a step, which ends where the next one begins. */
function stepsOf(events: JobEvent[], job: Job): Step[] {
  const lines = events.flatMap(({ time, event }) => {
    const name = textOf(event);
    return name === undefined ? [] : [{ time, name }];
  });
  return lines.map(({ time, name }, index) => {
    const end = lines[index + 1]?.time ?? job.endedAt;
    const status = end !== undefined ? 'done' : 'running';
    return {
      key: `${index}`,
      name,
      status: index === lines.length - 1 && job.state !== 'done' ? job.state : status,
      detail: '',
      ...(end === undefined ? {} : { seconds: (end - time) / 1000 }),
    };
  });
}

const promiseColumns: Column<PromiseResult>[] = [
  { id: 'kept', name: 'Kept', show: ({ kept }) => <State value={kept ? 'passed' : 'failed'} /> },
  { id: 'name', name: 'Promise', show: ({ name }) => name },
  { id: 'observed', name: 'Observed', show: ({ observed }) => observed },
];

const ms = (value: number | null) => (value === null ? '–' : `${count(value)} ms`);

const loadColumns: Column<LoadResult>[] = [
  { id: 'name', name: 'Load', show: ({ name }) => <b>{name}</b> },
  { id: 'sent', name: 'Sent', number: true, wide: true, show: ({ sent }) => count(sent) },
  { id: 'acknowledged', name: 'Acknowledged', number: true, show: (load) => count(load.acknowledged) },
  { id: 'lost', name: 'Lost', number: true, show: ({ lost }) => count(lost) },
  { id: 'duplicated', name: 'Duplicated', number: true, show: ({ duplicated }) => count(duplicated) },
  { id: 'order', name: 'Out of order', number: true, wide: true, show: (load) => count(load.outOfOrder) },
  { id: 'gap', name: 'Longest gap', number: true, show: ({ longestGapMs }) => ms(longestGapMs) },
  { id: 'leader', name: 'New leader', number: true, wide: true, show: ({ newLeaderMs }) => ms(newLeaderMs) },
];

function Verdict({ job }: { job: Job }) {
  const { promises, loads } = job.result as DrillResult;
  const { data } = useApi<{ svg: string }>(`drills/${part(job.id)}/timeline`);
  return (
    <>
      <Table label="Promises" columns={promiseColumns} rows={promises} keyOf={({ name }) => name} />
      <Table label="Loads" columns={loadColumns} rows={loads} keyOf={({ name }) => name} />
      {data && (
        <img
          class="picture"
          src={`data:image/svg+xml,${encodeURIComponent(data.svg)}`}
          alt="Acknowledged records over time, with the fault; the tables have its numbers"
        />
      )}
    </>
  );
}

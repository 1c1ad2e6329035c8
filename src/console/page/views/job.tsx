import { useState } from 'preact/hooks';
import type { JobStatus, JobTask } from '../../../jobs/types.js';
import type { WatchedJob } from '../../watch/types.js';
import { api, part } from '../lib/api.js';
import { ago, count, rate } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useApi, useNow } from '../lib/use.js';
import { Button, Card, Facts, Head, State } from '../parts/basics.js';
import { Chart } from '../parts/chart.js';
import { Command } from '../parts/command.js';
import { ConfirmDelete } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { Table, type Column } from '../parts/table.js';
import { act } from '../parts/toast.js';
import type { ViewProps } from '../parts/basics.js';
import { JobList } from './job-list.js';
import { LogView } from './log-view.js';

type Details = JobStatus & Pick<WatchedJob, 'reads' | 'writes' | 'stores'>;

const columns: Column<JobTask>[] = [
  { id: 'name', name: 'Task', show: ({ name }) => <b>{name}</b> },
  { id: 'state', name: 'State', show: ({ state: value }) => <State value={value} /> },
  { id: 'parallelism', name: 'Parallelism', number: true, wide: true, show: (task) => task.parallelism },
  { id: 'in', name: 'Records in', number: true, show: ({ recordsIn }) => count(recordsIn) },
  { id: 'out', name: 'Records out', number: true, show: ({ recordsOut }) => count(recordsOut) },
];

export function Job({ rest: [id = ''] }: ViewProps) {
  const path = `stream-jobs/${part(id)}`;
  const { data, problem } = useApi<Details>(path, 2000);
  const [canceling, setCanceling] = useState(false);
  const watched = state.streamJobs.value?.find((one) => one.id === id);
  return (
    <div class="page">
      <Head
        title={data?.name ?? watched?.name ?? id}
        kicker={<a href={href('jobs')}>Jobs</a>}
        actions={
          <>
            <Command args={['job', 'status', id]} />
            {data && watched && state.stack.value?.readOnly !== true && (
              <Actions
                job={watched}
                path={path}
                isSaved={(data.checkpoints?.completed ?? 0) > 0}
                onCancel={() => {
                  setCanceling(true);
                }}
              />
            )}
          </>
        }
      >
        {data && (
          <>
            <State value={data.state} />
            <span>{data.processor}</span>
            <Flows job={data} />
          </>
        )}
      </Head>
      <JobList />
      {problem && <Problem problem={problem} />}
      {data && <About job={data} />}
      {data && <LogView streamJob={id} actions={<Command args={['job', 'logs', id, '-f']} />} />}
      {canceling && data && (
        <ConfirmDelete
          what="job"
          verb="Cancel"
          name={data.name}
          onClose={() => {
            setCanceling(false);
          }}
          onDelete={async () => {
            await api('DELETE', path, { confirm: data.name });
            setCanceling(false);
          }}
        >
          {data.processor === 'flink' && (
            <p>It can be resumed from its last checkpoint; stop it with a savepoint to repeat nothing.</p>
          )}
        </ConfirmDelete>
      )}
    </div>
  );
}

interface ActionsProps {
  job: WatchedJob;
  path: string;
  /** It has checkpoints. One that was stopped with a savepoint has finished, for Flink, as one that is through. */
  isSaved: boolean;
  onCancel: () => void;
}

/** What can be done to a job as it is now. */
function Actions({ job, path, isSaved, onCancel }: ActionsProps) {
  const isFlink = job.processor === 'flink';
  if (job.ended) {
    return isFlink && (isSaved || job.state !== 'FINISHED') ? (
      <Button icon="play" onClick={() => void act('POST', `${path}/resume`, undefined, undefined)}>
        Resume
      </Button>
    ) : null;
  }
  return (
    <>
      {isFlink && (
        <>
          <Button
            icon="download"
            onClick={() => void act('POST', `${path}/savepoint`, { stop: false }, undefined)}
          >
            Savepoint
          </Button>
          <Button onClick={() => void act('POST', `${path}/savepoint`, { stop: true }, undefined)}>
            Stop with savepoint
          </Button>
        </>
      )}
      <Button icon="close" onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}

/** Topics that it reads and writes, as links. */
function Flows({ job: { reads, writes } }: { job: Details }) {
  const topics = writes.flatMap((target) => (target.startsWith('topic:') ? [target.slice(6)] : []));
  const links = (names: string[]) =>
    names.flatMap((topic, index) => [
      index === 0 ? ' ' : ', ',
      <a key={topic} href={href('topics', topic)}>
        {topic}
      </a>,
    ]);
  return (
    <>
      {reads.length > 0 && <span class="inline">reads{links(reads.map(({ topic }) => topic))}</span>}
      {topics.length > 0 && <span class="inline">writes{links(topics)}</span>}
    </>
  );
}

function About({ job }: { job: Details }) {
  const now = useNow();
  const { id, startedAt, restarts, checkpoints, lastError, tasks } = job;
  const since = (time: string | undefined) => (time === undefined ? '–' : ago(Date.parse(time), now));
  return (
    <>
      {lastError && (
        <Card title="Last error">
          <pre class="evidence" tabIndex={0}>
            {lastError.message}
          </pre>
          {lastError.time !== undefined && <p class="muted">{since(lastError.time)}</p>}
        </Card>
      )}
      <Card>
        <Facts
          items={[
            ['Started', since(startedAt)],
            ['Restarts', restarts ?? '–'],
            [
              'Checkpoints',
              checkpoints ? `${count(checkpoints.completed)}, ${checkpoints.failed} failed` : '–',
            ],
            ['Last checkpoint', since(checkpoints?.lastAt)],
            ['Id', <code key="id">{id}</code>],
          ]}
        />
      </Card>
      <Card flush title="Tasks">
        <Table label="Tasks" columns={columns} rows={tasks} keyOf={({ name }) => name} />
      </Card>
      <div class="cards">
        <Card>
          <Chart
            label="Records read per second"
            lines={[{ series: `job/${id}/in`, name: 'read' }]}
            format={rate}
          />
        </Card>
        <Card>
          <Chart label="Lag" lines={[{ series: `job/${id}/lag`, name: 'lag' }]} format={count} />
        </Card>
      </div>
    </>
  );
}

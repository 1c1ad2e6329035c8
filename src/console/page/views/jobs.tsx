import type { WatchedJob } from '../../watch/types.js';
import { ago, count, rate } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useNow } from '../lib/use.js';
import { Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import type { Column } from '../parts/table.js';
import { ThingList } from '../parts/things.js';

const columns: Column<WatchedJob>[] = [
  {
    id: 'name',
    name: 'Job',
    show: ({ id, name }) => <a href={href('jobs', id)}>{name}</a>,
    order: ({ name }) => name,
  },
  {
    id: 'state',
    name: 'State',
    show: ({ state: value }) => <State value={value} />,
    order: ({ state: value }) => value,
  },
  { id: 'on', name: 'Runs on', show: ({ processor }) => processor, order: ({ processor }) => processor },
  {
    id: 'tasks',
    name: 'Tasks',
    number: true,
    show: ({ tasks: { running, total } }) => `${running} of ${total}`,
  },
  { id: 'reads', name: 'Reads', wide: true, show: ({ reads }) => reads.map(({ topic }) => topic).join(', ') },
  {
    id: 'rate',
    name: 'Read/s',
    number: true,
    show: ({ reads }) => (hasRates(reads) ? rate(sum(reads, 'rate')) : '–'),
    order: ({ reads }) => sum(reads, 'rate'),
  },
  {
    id: 'lag',
    name: 'Lag',
    number: true,
    show: ({ reads }) => (hasRates(reads) ? count(sum(reads, 'lag')) : '–'),
    order: ({ reads }) => sum(reads, 'lag'),
  },
  {
    id: 'restarts',
    name: 'Restarts',
    number: true,
    wide: true,
    show: ({ restarts }) => restarts ?? '–',
    order: ({ restarts }) => restarts ?? -1,
  },
  {
    id: 'started',
    name: 'Started',
    number: true,
    wide: true,
    show: ({ startedAt }) => (startedAt === undefined ? '–' : <Started at={startedAt} />),
    order: ({ startedAt }) => startedAt ?? 0,
  },
  { id: 'error', name: 'Last error', wide: true, show: ({ lastError }) => lastError?.message ?? '' },
];

function hasRates(reads: WatchedJob['reads']): boolean {
  return reads.some((read) => read.rate !== undefined);
}

function sum(reads: WatchedJob['reads'], what: 'rate' | 'lag'): number {
  return reads.reduce((total, read) => total + (read[what] ?? 0), 0);
}

function Started({ at }: { at: number }) {
  return <>{ago(at, useNow())}</>;
}

/** Jobs of Flink and Spark; Storm's topologies have a view of their own. */
export function Jobs() {
  const jobs = state.streamJobs.value ?? [];
  return (
    <div class="page">
      <Head title="Jobs" actions={<Command args={['job', 'list']} />}>
        <span>Jobs of Flink and Spark; topologies of Storm have a view of their own</span>
      </Head>
      <ThingList
        label="Jobs"
        columns={columns}
        rows={jobs}
        keyOf={({ id }) => id}
        empty={{ icon: 'job', title: 'No jobs run', command: ['job', 'submit', 'target/job.jar'] }}
      />
    </div>
  );
}

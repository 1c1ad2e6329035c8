import type { WatchedTopology } from '../../watch/types.js';
import { duration, rate } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { Badge, Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import type { Column } from '../parts/table.js';
import { ThingList } from '../parts/things.js';

const columns: Column<WatchedTopology>[] = [
  {
    id: 'name',
    name: 'Topology',
    show: ({ name }) => <a href={href('topologies', name)}>{name}</a>,
    order: ({ name }) => name,
  },
  { id: 'status', name: 'Status', show: ({ status }) => <State value={status} /> },
  {
    id: 'errors',
    name: 'Errors',
    show: ({ errors }) => (errors.length === 0 ? 'none' : <Badge tone="bad">{errors.length}</Badge>),
  },
  { id: 'workers', name: 'Workers', number: true, show: ({ workers }) => workers },
  {
    id: 'acked',
    name: 'Acked/s',
    number: true,
    show: ({ ackedRate }) => rate(ackedRate),
    order: ({ ackedRate }) => ackedRate,
  },
  {
    id: 'failed',
    name: 'Failed/s',
    number: true,
    show: ({ failedRate }) => rate(failedRate),
    order: ({ failedRate }) => failedRate,
  },
  {
    id: 'uptime',
    name: 'Up for',
    number: true,
    wide: true,
    show: ({ uptimeSeconds }) => duration(uptimeSeconds),
  },
];

export function Topologies() {
  const topologies = state.topologies.value ?? [];
  return (
    <div class="page">
      <Head title="Topologies" actions={<Command args={['topology', 'list']} />} />
      <ThingList
        label="Topologies"
        columns={columns}
        rows={topologies}
        keyOf={({ name }) => name}
        empty={{
          icon: 'topology',
          title: 'No topologies run',
          command: ['topology', 'submit', 'target/topology.jar'],
        }}
      />
    </div>
  );
}

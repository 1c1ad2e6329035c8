import type { WatchedService } from '../../watch/types.js';
import { bytes, duration } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useNow } from '../lib/use.js';
import { Button, Card, Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Table, type Column } from '../parts/table.js';
import { act } from '../parts/toast.js';
import { JobList } from './job-list.js';

export function Services() {
  const now = useNow();
  const services = state.services.value ?? [];
  const readOnly = state.stack.value?.readOnly === true;
  const columns: Column<WatchedService>[] = [
    {
      id: 'name',
      name: 'Service',
      show: ({ name }) => <a href={href('services', name)}>{name}</a>,
      order: ({ name }) => name,
    },
    {
      id: 'state',
      name: 'State',
      show: ({ state: value, reason }) => (
        <>
          <State value={value} />
          {reason !== undefined && <div class="muted">{reason}</div>}
        </>
      ),
      order: ({ state: value }) => value,
    },
    {
      id: 'endpoint',
      name: 'Address',
      wide: true,
      show: ({ endpoints, state: value }) =>
        value === 'down' ? '' : <code>{Object.values(endpoints)[0]}</code>,
    },
    {
      id: 'cpu',
      name: 'CPU',
      number: true,
      wide: true,
      show: ({ cpuPercent }) => (cpuPercent === undefined ? '' : `${cpuPercent.toFixed(1)} %`),
      order: ({ cpuPercent }) => cpuPercent ?? -1,
    },
    {
      id: 'memory',
      name: 'Memory',
      number: true,
      show: ({ memoryBytes }) => (memoryBytes === undefined ? '' : bytes(memoryBytes)),
      order: ({ memoryBytes }) => memoryBytes ?? -1,
    },
    {
      id: 'uptime',
      name: 'Up for',
      number: true,
      wide: true,
      show: ({ startedAt }) => (startedAt === undefined ? '' : duration((now - startedAt) / 1000)),
      order: ({ startedAt }) => -(startedAt ?? Infinity),
    },
    {
      id: 'version',
      name: 'Version',
      wide: true,
      show: ({ version }) => <span class="muted">{version}</span>,
    },
    {
      id: 'actions',
      name: 'Actions',
      show: ({ name, state: value }) =>
        readOnly ? (
          ''
        ) : (
          <div class="row-actions">
            {value === 'down' || value === 'failed' ? (
              <Button
                icon="play"
                label={`Start ${name}`}
                onClick={() => void act('POST', `services/${name}/start`, undefined, `Starting ${name}`)}
              />
            ) : (
              <Button
                icon="restart"
                label={`Restart ${name}`}
                onClick={() => void act('POST', `services/${name}/restart`, undefined, `Restarting ${name}`)}
              />
            )}
          </div>
        ),
    },
  ];
  return (
    <div class="page">
      <Head title="Services" actions={<Command args={['status']} />} />
      <JobList />
      <Card flush>
        <Table label="Services" columns={columns} rows={services} keyOf={({ name }) => name} />
      </Card>
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { GraphComponent } from '../../../storm/topology-graph.js';
import type { ComponentStatus, TopologyStatus } from '../../../storm/topology-status.js';
import type { Flow } from '../../watch/types.js';
import { api, part } from '../lib/api.js';
import { count, duration, plural, rate } from '../lib/format.js';
import { go, href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useApi } from '../lib/use.js';
import { Button, Card, Head, State } from '../parts/basics.js';
import { Chart } from '../parts/chart.js';
import { Command } from '../parts/command.js';
import { ConfirmDelete } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { Table, type Column } from '../parts/table.js';
import type { ViewProps } from '../parts/basics.js';
import { FlowGraph } from './pipeline/flow-graph.js';
import { JobList } from './job-list.js';
import { LogView } from './log-view.js';

type Details = TopologyStatus & { graph: { components: GraphComponent[] } };

const ms = (value: number | undefined) => (value === undefined ? '–' : `${value.toFixed(1)} ms`);

const columns: Column<ComponentStatus>[] = [
  { id: 'id', name: 'Component', show: ({ id }) => <b>{id}</b>, order: ({ id }) => id },
  { id: 'kind', name: 'Kind', show: ({ kind }) => kind, order: ({ kind }) => kind },
  { id: 'executors', name: 'Executors', number: true, wide: true, show: ({ executors }) => executors },
  {
    id: 'emitted',
    name: 'Emitted',
    number: true,
    show: ({ emitted }) => count(emitted),
    order: ({ emitted }) => emitted,
  },
  {
    id: 'acked',
    name: 'Acked',
    number: true,
    show: ({ acked }) => count(acked),
    order: ({ acked }) => acked,
  },
  {
    id: 'failed',
    name: 'Failed',
    number: true,
    show: ({ failed }) => count(failed),
    order: ({ failed }) => failed,
  },
  {
    id: 'latency',
    name: 'Latency',
    number: true,
    show: (one) => ms(one.completeLatencyMs ?? one.processLatencyMs),
    order: (one) => one.completeLatencyMs ?? one.processLatencyMs ?? -1,
  },
  {
    id: 'execute',
    name: 'Execute',
    number: true,
    wide: true,
    show: ({ executeLatencyMs }) => ms(executeLatencyMs),
  },
  {
    id: 'capacity',
    name: 'Capacity',
    number: true,
    wide: true,
    show: ({ capacity }) => (capacity === undefined ? '–' : `${Math.round(capacity * 100)} %`),
    order: ({ capacity }) => capacity ?? -1,
  },
  { id: 'error', name: 'Last error', wide: true, show: ({ lastError }) => lastError?.message ?? '' },
];

export function Topology({ rest: [name = ''] }: ViewProps) {
  const path = `topologies/${part(name)}`;
  const { data, problem } = useApi<Details>(path, 2000);
  const [killing, setKilling] = useState(false);
  return (
    <div class="page">
      <Head
        title={name}
        kicker={<a href={href('topologies')}>Topologies</a>}
        actions={
          <>
            <Command args={['topology', 'status', name]} />
            {state.stack.value?.readOnly !== true && data && (
              <Button
                icon="trash"
                label={`Kill topology ${name}`}
                onClick={() => {
                  setKilling(true);
                }}
              />
            )}
          </>
        }
      >
        {data && (
          <>
            <State value={data.status} />
            <span>up for {duration(data.uptimeSeconds)}</span>
            <span>{plural(data.workers.length, 'worker')}</span>
          </>
        )}
      </Head>
      <JobList />
      {problem && <Problem problem={problem} />}
      {data && (
        <>
          <Card flush title="Components">
            <FlowGraph flow={graphOf(data)} />
          </Card>
          <Card>
            <Chart
              label="Tuples per second, all spouts"
              lines={[
                { series: `topology/${name}/acked`, name: 'acked' },
                { series: `topology/${name}/failed`, name: 'failed' },
              ]}
              format={rate}
            />
          </Card>
          <Card flush title="Counts since it was submitted">
            <Table label="Components" columns={columns} rows={data.components} keyOf={({ id }) => id} />
          </Card>
          <LogView topology={name} actions={<Command args={['topology', 'logs', name, '-f']} />} />
        </>
      )}
      {killing && (
        <ConfirmDelete
          what="topology"
          name={name}
          onClose={() => {
            setKilling(false);
          }}
          onDelete={async () => {
            await api('DELETE', path, { confirm: name });
            go(href('topologies'));
          }}
        >
          <p>Its workers end after the topology&apos;s message timeout.</p>
        </ConfirmDelete>
      )}
    </div>
  );
}

/** Components as nodes, with what spouts read and bolts write. */
function graphOf({ components, graph }: Details): Flow {
  const nodes = components.map(({ id, kind, executors, lastError }) => ({
    id,
    kind: kind === 'spout' ? ('topology' as const) : ('component' as const),
    name: id,
    detail: `${kind}, ${plural(executors, 'executor')}`,
    state: lastError ? ('warning' as const) : ('ok' as const),
  }));
  const topics = [...new Set(graph.components.flatMap(({ reads }) => reads.map(({ topic }) => topic)))];
  const known = new Set(nodes.map(({ id }) => id));
  return {
    nodes: [
      ...topics.map((topic) => ({
        id: `topic:${topic}`,
        kind: 'topic' as const,
        name: topic,
        detail: 'topic',
        state: 'ok' as const,
      })),
      ...nodes,
    ],
    edges: [
      ...graph.components.flatMap(({ id, reads }) =>
        reads.map(({ topic }) => ({ from: `topic:${topic}`, to: id })),
      ),
      ...graph.components.flatMap(({ id, inputs }) =>
        inputs
          .filter(({ component }) => known.has(component))
          .map(({ component }) => ({ from: component, to: id })),
      ),
    ],
  };
}

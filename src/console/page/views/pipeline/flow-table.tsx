import type { Flow, FlowEdge } from '../../../watch/types.js';
import { count, rate } from '../../lib/format.js';
import { Table, type Column } from '../../parts/table.js';
import { linkOf } from './flow-links.js';

/** The graph's lines as a table. */
export function FlowTable({ flow }: { flow: Flow }) {
  const nameOf = (id: string) => {
    const node = flow.nodes.find((one) => one.id === id);
    const link = node && linkOf(node);
    return link === undefined ? (node?.name ?? id) : <a href={link}>{node?.name}</a>;
  };
  const kindOf = (id: string) => flow.nodes.find((one) => one.id === id)?.kind ?? '';
  const columns: Column<FlowEdge>[] = [
    { id: 'from', name: 'From', show: ({ from }) => nameOf(from), order: ({ from }) => from },
    {
      id: 'from-kind',
      name: 'Kind',
      wide: true,
      show: ({ from }) => <span class="muted">{kindOf(from)}</span>,
    },
    { id: 'to', name: 'To', show: ({ to }) => nameOf(to), order: ({ to }) => to },
    { id: 'to-kind', name: 'Kind', wide: true, show: ({ to }) => <span class="muted">{kindOf(to)}</span> },
    {
      id: 'rate',
      name: 'Records/s',
      number: true,
      show: (edge) => (edge.rate === undefined ? '–' : rate(edge.rate)),
      order: (edge) => edge.rate ?? -1,
    },
    {
      id: 'lag',
      name: 'Lag',
      number: true,
      show: ({ lag }) => (lag === undefined ? '–' : count(lag)),
      order: ({ lag }) => lag ?? -1,
    },
  ];
  return (
    <Table
      label="Data flow"
      columns={columns}
      rows={flow.edges}
      keyOf={({ from, to }) => `${from} ${to}`}
      first={{ id: 'rate', descending: true }}
    />
  );
}

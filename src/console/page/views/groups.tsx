import type { WatchedGroup } from '../../watch/types.js';
import { count, rate } from '../lib/format.js';
import { href } from '../lib/router.js';
import { frames, recentValues, state } from '../lib/state.js';
import { Card, Empty, Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Sparkline } from '../parts/sparkline.js';
import { Table, type Column } from '../parts/table.js';

const columns: Column<WatchedGroup>[] = [
  {
    id: 'name',
    name: 'Group',
    show: ({ name }) => <a href={href('groups', name)}>{name}</a>,
    order: ({ name }) => name,
  },
  {
    id: 'state',
    name: 'State',
    show: ({ state: value }) => <State value={value} />,
    order: ({ state: value }) => value,
  },
  {
    id: 'members',
    name: 'Members',
    number: true,
    wide: true,
    show: ({ members }) => members,
    order: ({ members }) => members,
  },
  {
    id: 'topics',
    name: 'Topics',
    wide: true,
    show: ({ topics }) => topics.map(({ topic }) => topic).join(', '),
  },
  {
    id: 'rate',
    name: 'Records/s',
    number: true,
    show: ({ outRate }) => rate(outRate),
    order: ({ outRate }) => outRate,
  },
  {
    id: 'spark',
    name: 'Lag, last minutes',
    wide: true,
    show: ({ name }) => <Sparkline values={recentValues(`group/${name}/lag`)} />,
  },
  { id: 'lag', name: 'Lag', number: true, show: ({ lag }) => count(lag), order: ({ lag }) => lag },
];

export function Groups() {
  const groups = state.groups.value ?? [];
  void frames.value;
  return (
    <div class="page">
      <Head title="Consumer groups" actions={<Command args={['group', 'list']} />} />
      <Card flush>
        {groups.length === 0 ? (
          <Empty icon="group" title="No consumer groups yet">
            <Command args={['consume', 'orders', '--group', 'my-group']} />
          </Empty>
        ) : (
          <Table
            label="Consumer groups"
            columns={columns}
            rows={groups}
            keyOf={({ name }) => name}
            first={{ id: 'lag', descending: true }}
          />
        )}
      </Card>
    </div>
  );
}

import type { WatchedGroup } from '../../watch/types.js';
import { count, rate } from '../lib/format.js';
import { href } from '../lib/router.js';
import { frames, recentValues, state } from '../lib/state.js';
import { Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Sparkline } from '../parts/sparkline.js';
import type { Column } from '../parts/table.js';
import { ThingList } from '../parts/things.js';

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
      <ThingList
        label="Consumer groups"
        columns={columns}
        rows={groups}
        keyOf={({ name }) => name}
        first={{ id: 'lag', descending: true }}

        empty={{
          icon: 'group',
          title: 'No consumer groups yet',
          command: ['consume', 'orders', '--group', 'my-group'],
        }}
      />
    </div>
  );
}

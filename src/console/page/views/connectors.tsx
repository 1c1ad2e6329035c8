import { useState } from 'preact/hooks';
import type { Plugin } from '../../../connect/validate.js';
import type { WatchedConnector } from '../../watch/types.js';
import { api } from '../lib/api.js';
import { go, href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useApi } from '../lib/use.js';
import { Badge, Head, State } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Dialog, Field } from '../parts/dialog.js';
import type { Column } from '../parts/table.js';
import { CreateButton, ThingList } from '../parts/things.js';
import { say } from '../parts/toast.js';
import { parseAssignments } from './topics/assignments.js';

const columns: Column<WatchedConnector>[] = [
  {
    id: 'name',
    name: 'Connector',
    show: ({ name }) => <a href={href('connectors', name)}>{name}</a>,
    order: ({ name }) => name,
  },
  {
    id: 'state',
    name: 'State',
    show: ({ state: value }) => <State value={value} />,
    order: ({ state: value }) => value,
  },
  {
    id: 'tasks',
    name: 'Tasks',
    show: ({ tasks }) => {
      const failed = tasks.filter((task) => task.state === 'FAILED').length;
      return failed > 0 ? (
        <Badge tone="bad">
          {failed} of {tasks.length} failed
        </Badge>
      ) : (
        tasks.length
      );
    },
  },
  { id: 'type', name: 'Type', show: ({ type }) => type, order: ({ type }) => type },
  {
    id: 'class',
    name: 'Class',
    wide: true,
    show: ({ class: name }) => <code title={name}>{name.split('.').at(-1)}</code>,
  },
  { id: 'topics', name: 'Topics', wide: true, show: ({ topics }) => topics.join(', ') },
  {
    id: 'stores',
    name: 'Outside of Kafka',
    wide: true,
    show: ({ stores }) => <code>{stores.join(', ')}</code>,
  },
];

export function Connectors() {
  const connectors = state.connectors.value ?? [];
  return (
    <div class="page">
      <Head
        title="Connectors"
        actions={
          <>
            <Command args={['connector', 'list']} />
            <CreateButton dialog={(onClose) => <CreateConnector onClose={onClose} />}>
              Create connector
            </CreateButton>
          </>
        }
      />
      <ThingList
        label="Connectors"
        columns={columns}
        rows={connectors}
        keyOf={({ name }) => name}
        empty={{ icon: 'connector', title: 'No connectors yet', command: ['connector', 'create', 'FILE'] }}
      />
    </div>
  );
}

function CreateConnector({ onClose }: { onClose: () => void }) {
  const { data } = useApi<{ plugins: Plugin[] }>('connector-plugins');
  const [name, setName] = useState('');
  const [plugin, setPlugin] = useState('');
  const [settings, setSettings] = useState('tasks.max=1\n');
  const create = async () => {
    const config = { ...parseAssignments(settings), 'connector.class': plugin };
    await api('POST', 'connectors', { name, config });
    say(`Connector ${name} runs`);
    onClose();
    go(href('connectors', name));
  };
  return (
    <Dialog
      wide
      title="Create connector"
      action="Create"
      disabled={name === '' || plugin === ''}
      onAction={create}
      onClose={onClose}
    >
      <Field label="Name" value={name} onInput={setName} />
      <Field
        label="Class"
        value={plugin}
        onInput={setPlugin}
        options={[
          { value: '', name: 'Choose…' },
          ...(data?.plugins ?? []).map((one) => ({
            value: one.class,
            name: `${one.class.split('.').at(-1) ?? one.class} (${one.type}, ${one.version})`,
          })),
        ]}
      />
      <Field
        label="Settings"
        lines={10}
        mono
        value={settings}
        onInput={setSettings}
        hint="One NAME=VALUE per line, as in a .properties file; checked before it is created"
      />
    </Dialog>
  );
}

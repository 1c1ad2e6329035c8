import { useState } from 'preact/hooks';
import type { PartitionDescription, TopicDescription } from '../../../../kafka/topics/topics.js';
import type { GroupTopic } from '../../../watch/types.js';
import { api, part } from '../../lib/api.js';
import { count, countOrDash, rate } from '../../lib/format.js';
import { href } from '../../lib/router.js';
import { state } from '../../lib/state.js';
import { useApi } from '../../lib/use.js';
import { Button, Card, Empty } from '../../parts/basics.js';
import { Chart } from '../../parts/chart.js';
import { Command } from '../../parts/command.js';
import { Dialog, Field } from '../../parts/dialog.js';
import { Problem } from '../../parts/problem.js';
import { Table, type Column } from '../../parts/table.js';
import { say } from '../../parts/toast.js';
import { parseAssignments } from './assignments.js';

const partitionColumns: Column<PartitionDescription>[] = [
  {
    id: 'partition',
    name: 'Partition',
    number: true,
    show: ({ partition }) => partition,
    order: ({ partition }) => partition,
  },
  {
    id: 'leader',
    name: 'Leader',
    number: true,
    show: ({ leader }) => (leader < 0 ? 'none' : leader),
    order: ({ leader }) => leader,
  },
  { id: 'replicas', name: 'Replicas', show: ({ replicas }) => replicas.join(', ') },
  { id: 'isr', name: 'In sync', show: ({ isr }) => isr.join(', ') },
  {
    id: 'start',
    name: 'Start',
    number: true,
    wide: true,
    show: ({ start }) => countOrDash(start),
    order: ({ start }) => start ?? -1,
  },
  {
    id: 'end',
    name: 'End',
    number: true,
    wide: true,
    show: ({ end }) => countOrDash(end),
    order: ({ end }) => end ?? -1,
  },
  {
    id: 'records',
    name: 'Records',
    number: true,
    show: ({ start, end }) => (start === null || end === null ? '–' : count(end - start)),
    order: ({ start, end }) => (end ?? 0) - (start ?? 0),
  },
];

export function Partitions({ topic }: { topic: string }) {
  const { data, problem } = useApi<TopicDescription>(`topics/${part(topic)}`, 2000);
  return (
    <>
      <Card>
        <Chart
          label="Records per second"
          lines={[{ series: `topic/${topic}/in`, name: 'in' }]}
          format={rate}
        />
      </Card>
      <Card flush title="Partitions" actions={<Command args={['topic', 'describe', topic]} />}>
        {problem && (
          <div class="card-body">
            <Problem problem={problem} />
          </div>
        )}
        {data && (
          <Table
            label="Partitions"
            columns={partitionColumns}
            rows={data.partitionList}
            keyOf={({ partition }) => String(partition)}
          />
        )}
      </Card>
    </>
  );
}

type Reader = GroupTopic & { group: string; members: number };

const readerColumns: Column<Reader>[] = [
  {
    id: 'group',
    name: 'Group',
    show: ({ group }) => <a href={href('groups', group)}>{group}</a>,
    order: ({ group }) => group,
  },
  {
    id: 'members',
    name: 'Members',
    number: true,
    show: ({ members }) => members,
    order: ({ members }) => members,
  },
  {
    id: 'rate',
    name: 'Records/s',
    number: true,
    show: ({ outRate }) => rate(outRate),
    order: ({ outRate }) => outRate,
  },
  { id: 'lag', name: 'Lag', number: true, show: ({ lag }) => count(lag), order: ({ lag }) => lag },
];

/** The groups that have committed offsets for the topic. */
export function Readers({ topic }: { topic: string }) {
  const readers = (state.groups.value ?? []).flatMap(({ name, members, topics }): Reader[] =>
    topics.filter((one) => one.topic === topic).map((one) => ({ ...one, group: name, members })),
  );
  if (readers.length === 0) {
    return (
      <Card>
        <Empty icon="group" title="No group has committed offsets for this topic">
          <Command args={['consume', topic, '--group', 'my-group']} />
        </Empty>
      </Card>
    );
  }
  return (
    <>
      <Card>
        <Chart
          label="Lag"
          lines={readers.slice(0, 5).map(({ group }) => ({ series: `group/${group}/lag`, name: group }))}
          format={count}
        />
      </Card>
      <Card flush>
        <Table
          label="Readers"
          columns={readerColumns}
          rows={readers}
          keyOf={({ group }) => group}
          first={{ id: 'lag', descending: true }}
        />
      </Card>
    </>
  );
}

export function TopicSettings({ topic }: { topic: string }) {
  const { data, problem, reload } = useApi<TopicDescription>(`topics/${part(topic)}`);
  const [altering, setAltering] = useState(false);
  const configs = Object.entries(data?.configs ?? {});
  return (
    <Card
      flush
      title="Settings of this topic"
      actions={
        <>
          <Command args={['topic', 'describe', topic]} />
          {state.stack.value?.readOnly !== true && data && (
            <Button
              onClick={() => {
                setAltering(true);
              }}
            >
              Change
            </Button>
          )}
        </>
      }
    >
      {problem && (
        <div class="card-body">
          <Problem problem={problem} />
        </div>
      )}
      {data && configs.length === 0 && <Empty icon="topic" title="All settings are the broker's defaults" />}
      {configs.length > 0 && (
        <Table
          label="Settings"
          columns={[
            { id: 'name', name: 'Setting', show: ([name]) => <code>{name}</code>, order: ([name]) => name },
            { id: 'value', name: 'Value', show: ([, value]) => <code>{value}</code> },
          ]}
          rows={configs}
          keyOf={([name]) => name}
        />
      )}
      {altering && data && (
        <Alter
          topic={data}
          onClose={() => {
            setAltering(false);
            reload();
          }}
        />
      )}
    </Card>
  );
}

function Alter({ topic, onClose }: { topic: TopicDescription; onClose: () => void }) {
  const [partitions, setPartitions] = useState(String(topic.partitions));
  const [text, setText] = useState(
    Object.entries(topic.configs)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  );
  const save = async () => {
    const configs = parseAssignments(text);
    const deleteConfigs = Object.keys(topic.configs).filter((name) => !(name in configs));
    await api('PATCH', `topics/${part(topic.name)}`, {
      partitions: Number(partitions),
      configs,
      deleteConfigs,
    });
    say(`Topic ${topic.name} changed`);
    onClose();
  };
  return (
    <Dialog title={`Change ${topic.name}`} action="Save" onAction={save} onClose={onClose}>
      <Field
        label="Partitions"
        value={partitions}
        onInput={setPartitions}
        hint="Kafka can add partitions, but not remove them"
      />
      <Field
        label="Settings"
        lines={6}
        mono
        value={text}
        onInput={setText}
        hint="One NAME=VALUE per line; a line that is removed goes back to the broker's default"
      />
    </Dialog>
  );
}

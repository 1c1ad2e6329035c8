import { useState } from 'preact/hooks';
import type { GroupDescription, GroupPartition } from '../../../kafka/groups/describe-group.js';
import type { GroupMove } from '../../../kafka/groups/reset-group.js';
import { api, part } from '../lib/api.js';
import { count, countOrDash, plural, rate } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useApi } from '../lib/use.js';
import { Button, Card, Empty, Head, State } from '../parts/basics.js';
import { Chart } from '../parts/chart.js';
import { Command } from '../parts/command.js';
import { Dialog, Field } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { Table, type Column } from '../parts/table.js';
import { DeleteButton } from '../parts/things.js';
import { say } from '../parts/toast.js';
import type { ViewProps } from '../parts/basics.js';

const columns: Column<GroupPartition>[] = [
  {
    id: 'topic',
    name: 'Topic',
    show: ({ topic }) => <a href={href('topics', topic)}>{topic}</a>,
    order: ({ topic }) => topic,
  },
  {
    id: 'partition',
    name: 'Partition',
    number: true,
    show: ({ partition }) => partition,
    order: ({ partition }) => partition,
  },
  {
    id: 'committed',
    name: 'Committed',
    number: true,
    show: ({ committed }) => countOrDash(committed),
    order: ({ committed }) => committed ?? -1,
  },
  {
    id: 'end',
    name: 'End',
    number: true,
    show: ({ end }) => countOrDash(end),
    order: ({ end }) => end ?? -1,
  },
  {
    id: 'lag',
    name: 'Lag',
    number: true,
    show: ({ lag }) => countOrDash(lag),
    order: ({ lag }) => lag ?? -1,
  },
];

export function Group({ rest: [name = ''] }: ViewProps) {
  const { data, problem, reload } = useApi<GroupDescription>(`groups/${part(name)}`, 2000);
  const [dialog, setDialog] = useState<'reset'>();
  const close = () => {
    setDialog(undefined);
    reload();
  };
  return (
    <div class="page">
      <Head
        title={name}
        kicker={<a href={href('groups')}>Consumer groups</a>}
        actions={
          <>
            <Command args={['group', 'describe', name]} />
            {data && (
              <Button
                onClick={() => {
                  setDialog('reset');
                }}
              >
                Move offsets
              </Button>
            )}
            {data && (
              <DeleteButton what="group" name={name} path={`groups/${part(name)}`} list={href('groups')}>
                <p>What it has committed is deleted with it.</p>
              </DeleteButton>
            )}
          </>
        }
      >
        {data && (
          <>
            <State value={data.state} />
            <span>{plural(data.members, 'member')}</span>
            <span>lag {count(data.lag)}</span>
          </>
        )}
      </Head>
      {problem && <Problem problem={problem} />}
      <div class="cards">
        <Card>
          <Chart label="Lag" lines={[{ series: `group/${name}/lag`, name }]} format={count} />
        </Card>
        <Card>
          <Chart label="Records per second" lines={[{ series: `group/${name}/out`, name }]} format={rate} />
        </Card>
      </div>
      {data && (
        <>
          <Card flush title="Offsets">
            {data.partitions.length === 0 ? (
              <Empty icon="topic" title="It has committed nothing" />
            ) : (
              <Table
                label="Offsets"
                columns={columns}
                rows={data.partitions}
                keyOf={({ topic, partition }) => `${topic}/${partition}`}
              />
            )}
          </Card>
          {data.memberList.length > 0 && (
            <Card flush title="Members">
              <Table
                label="Members"
                columns={[
                  { id: 'id', name: 'Member', show: ({ id }) => <code>{id}</code> },
                  { id: 'client', name: 'Client', show: ({ client }) => client },
                  { id: 'host', name: 'Host', show: ({ host }) => host },
                ]}
                rows={data.memberList}
                keyOf={({ id }) => id}
              />
            </Card>
          )}
        </>
      )}
      {dialog === 'reset' && data && <Reset group={data} onClose={close} />}
    </div>
  );
}

/** Moves what a group has committed; first shows what would become of it. */
function Reset({ group, onClose }: { group: GroupDescription; onClose: () => void }) {
  const topics = [...new Set(group.partitions.map(({ topic }) => topic))];
  const [topic, setTopic] = useState(topics[0] ?? '');
  const [to, setTo] = useState('start');
  const [preview, setPreview] = useState<{ topic: string; to: string; moves: GroupMove[] }>();
  const readOnly = state.stack.value?.readOnly === true;
  const isCurrent = preview?.topic === topic && preview.to === to;
  const path = `groups/${part(group.name)}/reset`;
  const step = async () => {
    if (!isCurrent) {
      const { moves } = await api<{ moves: GroupMove[] }>('POST', `${path}/preview`, { topic, to });
      setPreview({ topic, to, moves });
      return;
    }
    await api('POST', path, { topic, to });
    say(`Group ${group.name} moved`);
    onClose();
  };
  return (
    <Dialog
      title={`Move offsets of ${group.name}`}
      action={isCurrent ? 'Move' : 'Preview'}
      disabled={isCurrent && readOnly}
      onAction={step}
      onClose={onClose}
    >
      <Field
        label="Topic"
        value={topic}
        onInput={setTopic}
        options={topics.map((name) => ({ value: name, name }))}
      />
      <Field
        label="To"
        mono
        value={to}
        onInput={setTo}
        hint="start, end, 100, +10, -10, @-1h or @2026-01-31T12:00:00Z"
      />
      {isCurrent && (
        <Table
          label="Preview"
          columns={[
            { id: 'partition', name: 'Partition', number: true, show: (move) => move.partition },
            {
              id: 'from',
              name: 'Committed',
              number: true,
              show: ({ from }) => countOrDash(from),
            },
            { id: 'becomes', name: 'Becomes', number: true, show: (move) => <b>{count(move.to)}</b> },
          ]}
          rows={preview.moves}
          keyOf={({ partition }) => String(partition)}
        />
      )}
      <Command args={['group', 'reset', group.name, '--topic', topic, '--to', to, '--execute']} />
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import type { WatchedTopic } from '../../../watch/types.js';
import { api } from '../../lib/api.js';
import { count, rate } from '../../lib/format.js';
import { go, href, place, setQuery } from '../../lib/router.js';
import { frames, recentValues, state } from '../../lib/state.js';
import { Badge, Card, Empty, Head } from '../../parts/basics.js';
import { Command } from '../../parts/command.js';
import { Dialog, Field } from '../../parts/dialog.js';
import { Problem } from '../../parts/problem.js';
import { Sparkline } from '../../parts/sparkline.js';
import { Table, type Column } from '../../parts/table.js';
import { CreateButton } from '../../parts/things.js';
import { say } from '../../parts/toast.js';
import { parseAssignments } from './assignments.js';

/** Rows of the table at once: the filter finds the others. */
const mostRows = 200;

export function Topics() {
  const { query } = place.value;
  const [filter, internal] = [query.get('filter') ?? '', query.get('internal') === 'yes'];
  const topics = state.topics.value;
  const fitting = (topics ?? []).filter(
    (topic) => (internal || !topic.internal) && topic.name.toLowerCase().includes(filter.toLowerCase()),
  );
  const busiest = [...fitting].sort((a, b) => b.inRate - a.inRate);
  const shown = fitting.length > mostRows ? busiest.slice(0, mostRows) : fitting;
  void frames.value;
  const problem = state.problems.value?.topics;
  return (
    <div class="page">
      <Head
        title="Topics"
        actions={
          <>
            <Command args={['topic', 'list']} />
            <CreateButton dialog={(onClose) => <CreateTopic onClose={onClose} />}>Create topic</CreateButton>
          </>
        }
      />
      {problem !== undefined && <Problem problem={{ code: '', message: problem, suggestions: [] }} />}
      <Card flush>
        <div class="toolbar">
          <div class="grow">
            <Field
              label="Filter"
              bare
              type="search"
              placeholder="Filter topics"
              value={filter}
              onInput={(value) => {
                setQuery({ filter: value });
              }}
            />
          </div>
          <label class="check">
            <input
              type="checkbox"
              checked={internal}
              onChange={() => {
                setQuery({ internal: internal ? undefined : 'yes' });
              }}
            />
            Internal topics
          </label>
          <span class="status">
            {count(fitting.length)} topics
            {fitting.length > shown.length && `, the ${count(shown.length)} busiest shown`}
          </span>
        </div>
        {fitting.length === 0 ? (
          <Empty icon="topic" title={filter === '' ? 'No topics yet' : 'No topic has this name'}>
            <Command args={['topic', 'create', 'orders', '--partitions', '3']} />
          </Empty>
        ) : (
          <Table
            label="Topics"
            columns={columns}
            rows={shown}
            keyOf={({ name }) => name}
            first={{ id: 'name', descending: false }}
          />
        )}
      </Card>
    </div>
  );
}

const columns: Column<WatchedTopic>[] = [
  {
    id: 'name',
    name: 'Topic',
    show: ({ name }) => <a href={href('topics', name)}>{name}</a>,
    order: ({ name }) => name,
  },
  {
    id: 'health',
    name: 'Health',
    wide: true,
    show: ({ leaderless, underReplicated }) =>
      leaderless > 0 ? (
        <Badge tone="bad">{leaderless} without leader</Badge>
      ) : underReplicated > 0 ? (
        <Badge tone="warning">{underReplicated} not in sync</Badge>
      ) : (
        <Badge tone="good">in sync</Badge>
      ),
    order: ({ leaderless, underReplicated }) => -(leaderless * 1000 + underReplicated),
  },
  {
    id: 'partitions',
    name: 'Partitions',
    number: true,
    wide: true,
    show: ({ partitions }) => partitions,
    order: ({ partitions }) => partitions,
  },
  {
    id: 'replicas',
    name: 'Replicas',
    number: true,
    wide: true,
    show: ({ replicationFactor }) => replicationFactor,
    order: ({ replicationFactor }) => replicationFactor,
  },
  {
    id: 'records',
    name: 'Records',
    number: true,
    show: ({ records }) => count(records),
    order: ({ records }) => records,
  },
  {
    id: 'spark',
    name: 'Last minute',
    wide: true,
    show: ({ name }) => <Sparkline values={recentValues(`topic/${name}/in`)} />,
  },
  {
    id: 'rate',
    name: 'Records/s',
    number: true,
    show: ({ inRate }) => rate(inRate),
    order: ({ inRate }) => inRate,
  },
];

function CreateTopic({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [partitions, setPartitions] = useState('1');
  const [replicas, setReplicas] = useState('');
  const [configs, setConfigs] = useState('');
  const create = async () => {
    await api('POST', 'topics', {
      name,
      partitions: Number(partitions),
      ...(replicas !== '' && { replicationFactor: Number(replicas) }),
      configs: parseAssignments(configs),
    });
    say(`Topic ${name} created`);
    onClose();
    go(href('topics', name));
  };
  return (
    <Dialog title="Create topic" action="Create" disabled={name === ''} onAction={create} onClose={onClose}>
      <Field label="Name" value={name} onInput={setName} />
      <Field label="Partitions" value={partitions} onInput={setPartitions} />
      <Field label="Replication factor" value={replicas} placeholder="as the broker" onInput={setReplicas} />
      <Field
        label="Settings"
        lines={3}
        mono
        value={configs}
        placeholder="retention.ms=60000"
        hint="One NAME=VALUE per line"
        onInput={setConfigs}
      />
    </Dialog>
  );
}

import { part } from '../../lib/api.js';
import { count, plural, rate } from '../../lib/format.js';
import { href } from '../../lib/router.js';
import { state } from '../../lib/state.js';
import { Head, Tabs } from '../../parts/basics.js';
import { CreateButton, DeleteButton } from '../../parts/things.js';
import type { ViewProps } from '../../parts/basics.js';
import { ProduceDialog } from './produce.js';
import { Partitions, Readers, TopicSettings } from './topic-about.js';
import { TopicRecords } from './topic-records.js';
import { TopicTail } from './topic-tail.js';

const tabs = [
  { id: 'tail', name: 'Live' },
  { id: 'records', name: 'Records' },
  { id: 'partitions', name: 'Partitions' },
  { id: 'readers', name: 'Readers' },
  { id: 'settings', name: 'Settings' },
];

export function Topic({ rest: [name = '', tab = 'tail'] }: ViewProps) {
  const topic = state.topics.value?.find((one) => one.name === name);
  return (
    <div class="page">
      <Head
        title={name}
        kicker={<a href={href('topics')}>Topics</a>}
        actions={
          <>
            <CreateButton icon="send" dialog={(onClose) => <ProduceDialog topic={name} onClose={onClose} />}>
              Produce
            </CreateButton>
            <DeleteButton what="topic" name={name} path={`topics/${part(name)}`} list={href('topics')}>
              <p>All its records are deleted. This cannot be undone.</p>
            </DeleteButton>
          </>
        }
      >
        {topic && (
          <>
            <span>{plural(topic.partitions, 'partition')}</span>
            <span>{count(topic.records)} records</span>
            <span class="tabular">{rate(topic.inRate)} in</span>
          </>
        )}
        {!topic && state.topics.value && <span>This topic does not exist.</span>}
      </Head>
      <Tabs
        label="Parts of the topic"
        current={tab}
        tabs={tabs.map(({ id, name: title }) => ({ id, name: title, href: href('topics', name, id) }))}
      />
      {tab === 'records' ? (
        <TopicRecords topic={name} />
      ) : tab === 'partitions' ? (
        <Partitions topic={name} />
      ) : tab === 'readers' ? (
        <Readers topic={name} />
      ) : tab === 'settings' ? (
        <TopicSettings topic={name} />
      ) : (
        <TopicTail key={name} topic={name} />
      )}
    </div>
  );
}

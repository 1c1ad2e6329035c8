import { useState } from 'preact/hooks';
import { api, part } from '../../lib/api.js';
import { count, plural, rate } from '../../lib/format.js';
import { go, href } from '../../lib/router.js';
import { state } from '../../lib/state.js';
import { Button, Head, Tabs } from '../../parts/basics.js';
import { ConfirmDelete } from '../../parts/dialog.js';
import { say } from '../../parts/toast.js';
import type { ViewProps } from '../all.js';
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
  const [dialog, setDialog] = useState<'produce' | 'delete'>();
  const topic = state.topics.value?.find((one) => one.name === name);
  const readOnly = state.stack.value?.readOnly === true;
  const close = () => {
    setDialog(undefined);
  };
  return (
    <div class="page">
      <Head
        title={name}
        kicker={<a href={href('topics')}>Topics</a>}
        actions={
          !readOnly && (
            <>
              <Button
                kind="primary"
                icon="send"
                onClick={() => {
                  setDialog('produce');
                }}
              >
                Produce
              </Button>
              <Button
                icon="trash"
                label={`Delete topic ${name}`}
                onClick={() => {
                  setDialog('delete');
                }}
              />
            </>
          )
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
      {dialog === 'produce' && <ProduceDialog topic={name} onClose={close} />}
      {dialog === 'delete' && (
        <ConfirmDelete
          what="topic"
          name={name}
          onClose={close}
          onDelete={async () => {
            await api('DELETE', `topics/${part(name)}`, { confirm: name });
            say(`Topic ${name} deleted`);
            close();
            go(href('topics'));
          }}
        >
          <p>All its records are deleted. This cannot be undone.</p>
        </ConfirmDelete>
      )}
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { PageRecord } from '../../../server/records.js';
import { download, part, query } from '../../lib/api.js';
import { count } from '../../lib/format.js';
import { place, setQuery } from '../../lib/router.js';
import { times, zone } from '../../lib/settings.js';
import { state } from '../../lib/state.js';
import { useApi, useNow } from '../../lib/use.js';
import { Button, Card, Empty } from '../../parts/basics.js';
import { Command } from '../../parts/command.js';
import { Field } from '../../parts/dialog.js';
import { Problem } from '../../parts/problem.js';
import { sayProblem } from '../../parts/toast.js';
import { VirtualRows } from '../../parts/virtual-rows.js';
import { RecordDialog } from './record-dialog.js';
import { asGlob, FilterFields, filterOf } from './record-filter.js';
import { RecordHead, RecordRow, recordColumns } from './record-rows.js';

const max = 500;

/** What is in a topic now: by offset or time, filtered, to export. */
export function TopicRecords({ topic }: { topic: string }) {
  const { query: given } = place.value;
  const [offset, setOffset] = useState(given.get('offset') ?? '-100');
  const [opened, setOpened] = useState<PageRecord>();
  const now = useNow();
  const filter = filterOf(given);
  const partition = given.get('partition') ?? '';
  const fields = {
    offset: given.get('offset') ?? '-100',
    partition,
    key: asGlob(filter.key),
    value: asGlob(filter.value),
    header: filter.header,
  };
  const { data, problem, reload } = useApi<{ records: PageRecord[]; complete: boolean }>(
    `topics/${part(topic)}/records${query({ ...fields, max })}`,
  );
  const partitions = state.topics.value?.find(({ name }) => name === topic)?.partitions ?? 1;
  const save = (format: 'ndjson' | 'csv') =>
    void download(`topics/${part(topic)}/export${query({ ...fields, format })}`, `${topic}.${format}`).catch(
      sayProblem,
    );
  const records = data?.records ?? [];
  return (
    <Card
      flush
      title="Records"
      actions={<Command args={['consume', topic, '--offset', fields.offset, '--exit']} />}
    >
      <form
        class="toolbar"
        onSubmit={(event) => {
          event.preventDefault();
          if (offset === fields.offset) reload();
          else setQuery({ offset });
        }}
      >
        <Field
          label="Offset or time"
          value={offset}
          placeholder="-100, 0:50, @-1h, start"
          onInput={setOffset}
        />
        <Field
          label="Partition"
          value={partition}
          onInput={(value) => {
            setQuery({ partition: value });
          }}
          options={[
            { value: '', name: 'All' },
            ...Array.from({ length: partitions }, (_, index) => ({
              value: String(index),
              name: String(index),
            })),
          ]}
        />
        <FilterFields filter={filter} />
        <Button type="submit">Read</Button>
        <Button
          icon="download"
          onClick={() => {
            save('ndjson');
          }}
        >
          NDJSON
        </Button>
        <Button
          icon="download"
          onClick={() => {
            save('csv');
          }}
        >
          CSV
        </Button>
        <Button
          pressed={times.value === 'ago'}
          onClick={() => {
            times.value = times.value === 'ago' ? 'exact' : 'ago';
          }}
        >
          Ago
        </Button>
        <Button
          pressed={zone.value === 'utc'}
          onClick={() => {
            zone.value = zone.value === 'utc' ? 'local' : 'utc';
          }}
        >
          UTC
        </Button>
        <span class="status">
          {data && `${count(records.length)} records${data.complete ? '' : ', more match'}`}
        </span>
      </form>
      {problem && (
        <div class="card-body">
          <Problem problem={problem} />
        </div>
      )}
      {data && records.length === 0 ? (
        <Empty icon="topic" title="No records here" />
      ) : (
        <VirtualRows
          label={`Records of ${topic}`}
          count={records.length}
          columns={recordColumns}
          rowHeight={28}
          header={<RecordHead />}
          row={(index) => {
            const record = records[index];
            return (
              record && (
                <RecordRow
                  record={record}
                  now={now}
                  onOpen={() => {
                    setOpened(record);
                  }}
                />
              )
            );
          }}
        />
      )}
      {opened && (
        <RecordDialog
          topic={topic}
          record={opened}
          onClose={() => {
            setOpened(undefined);
          }}
        />
      )}
    </Card>
  );
}

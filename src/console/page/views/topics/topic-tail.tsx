import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { TailFrame } from '../../../server/channels/tail.js';
import type { PageRecord } from '../../../server/records.js';
import type { ApiProblem } from '../../lib/api.js';
import { count, rate } from '../../lib/format.js';
import { openLive } from '../../lib/live.js';
import { place, setQuery } from '../../lib/router.js';
import { Ring } from '../../lib/ring.js';
import { state } from '../../lib/state.js';
import { useNow } from '../../lib/use.js';
import { Button, Card } from '../../parts/basics.js';
import { Command } from '../../parts/command.js';
import { Field } from '../../parts/dialog.js';
import { Problem } from '../../parts/problem.js';
import { VirtualRows } from '../../parts/virtual-rows.js';
import { RecordDialog } from './record-dialog.js';
import { asGlob, FilterFields, filterOf } from './record-filter.js';
import { RecordHead, RecordRow, recordColumns } from './record-rows.js';

const kept = 100_000;

/** Follows a topic. When paused it stops reading; it resumes at the offsets where it stopped: nothing is left out. */
export function TopicTail({ topic }: { topic: string }) {
  const ring = useRef(new Ring<PageRecord>(kept));
  const next = useRef<Record<number, number>>({});
  const [, changed] = useReducer((n: number) => n + 1, 0);
  const [paused, setPaused] = useState(false);
  const [follow, setFollow] = useState(true);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [opened, setOpened] = useState<PageRecord>();
  const read = useRef({ total: 0, marks: [] as { at: number; total: number }[] });
  const now = useNow();
  const filter = filterOf(place.value.query);
  const from = place.value.query.get('from') ?? '-50';
  const filterKey = JSON.stringify(filter);

  useEffect(() => {
    ring.current.clear();
    next.current = {};
    read.current = { total: 0, marks: [] };
    changed(undefined);
  }, [topic, from, filterKey]);

  useEffect(() => {
    if (paused) return undefined;
    let soon: number | undefined;
    const close = openLive(
      () => {
        const resume = Object.keys(next.current).length > 0 ? next.current : from;
        return {
          tail: {
            topic,
            from: resume,
            key: asGlob(filter.key),
            value: asGlob(filter.value),
            header: filter.header,
          },
        };
      },
      {
        onData(_, data) {
          const frame = data as TailFrame;
          setReady(true);
          setProblem(undefined);
          for (const record of frame.records) ring.current.push(record);
          Object.assign(next.current, frame.next);
          read.current.total += frame.read;
          // Drawn once per picture of the screen, however many frames arrive meanwhile.
          soon ??= requestAnimationFrame(() => {
            soon = undefined;
            changed(undefined);
          });
        },
        onError(_, shown) {
          setProblem(shown);
        },
        onLost() {
          setReady(false);
        },
      },
    );
    return () => {
      close();
      if (soon !== undefined) cancelAnimationFrame(soon);
      setReady(false);
    };
  }, [topic, from, filterKey, paused]);

  const waiting = paused ? waitingRecords(topic, next.current) : 0;
  const { length, dropped } = ring.current;
  return (
    <Card
      flush
      title={paused ? 'Paused' : ready ? 'Live' : 'Connecting…'}
      actions={
        <Command
          args={['consume', topic, ...(from === 'end' ? [] : ['--offset', from]), ...commandFilter(filter)]}
        />
      }
    >
      <div class="toolbar">
        <Field
          label="From"
          value={from}
          onInput={(value) => {
            setQuery({ from: value });
          }}
          options={[
            { value: 'end', name: 'now on' },
            { value: '-50', name: 'last 50' },
            { value: '-1000', name: 'last 1,000' },
            { value: '@-5m', name: '5 minutes ago' },
            { value: '@-1h', name: '1 hour ago' },
            { value: 'start', name: 'first record' },
            ...(['end', '-50', '-1000', '@-5m', '@-1h', 'start'].includes(from)
              ? []
              : [{ value: from, name: from }]),
          ]}
        />
        <FilterFields filter={filter} />
        <Button
          icon={paused ? 'play' : 'pause'}
          kind={paused ? 'primary' : 'plain'}
          onClick={() => {
            setPaused(!paused);
          }}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
        <Button
          onClick={() => {
            ring.current.clear();
            changed(undefined);
          }}
        >
          Clear
        </Button>
        <span class="status">
          {count(length)} shown
          {read.current.total > length + dropped && ` of ${count(read.current.total)} read`}
          {dropped > 0 && `, ${count(dropped)} older ones no longer kept`}
          {waiting > 0 && <b> · {count(waiting)} waiting</b>}
        </span>
      </div>
      {problem && (
        <div class="card-body">
          <Problem problem={problem} />
        </div>
      )}
      <VirtualRows
        label={`Records of ${topic}`}
        count={length}
        columns={recordColumns}
        rowHeight={28}
        follow={follow}
        onFollow={setFollow}
        header={<RecordHead />}
        row={(index) => {
          const record = ring.current.at(index);
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
      {length === 0 && !problem && (
        <p class="empty">{ready ? 'Waiting for records…' : paused ? 'Paused' : 'Connecting…'}</p>
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
      <p class="hidden" role="status">
        {Math.floor(now / 5000) % 2 === 0
          ? `${length} records`
          : `${length} records, ${rate(state.topics.value?.find((one) => one.name === topic)?.inRate ?? 0)}`}
      </p>
    </Card>
  );
}

/** Records that were written while it is paused, by the topic's last sample. */
function waitingRecords(topic: string, next: Record<number, number>): number {
  const ends = state.topics.value?.find(({ name }) => name === topic)?.ends ?? [];
  return ends.reduce((sum, end, partition) => {
    const at = next[partition];
    return sum + (at === undefined ? 0 : Math.max(0, end - at));
  }, 0);
}

function commandFilter(filter: Record<'key' | 'value' | 'header', string>): string[] {
  return (['key', 'value', 'header'] as const).flatMap((field) => {
    const text = field === 'header' ? filter.header : asGlob(filter[field]);
    return text === undefined || text === '' ? [] : [`--filter-${field}`, text];
  });
}

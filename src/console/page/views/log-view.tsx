import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { PageLine } from '../../server/channels/logs.js';
import { saveBlob, type ApiProblem } from '../lib/api.js';
import { clockTime, count } from '../lib/format.js';
import { openLive } from '../lib/live.js';
import { place, setQuery } from '../lib/router.js';
import { Ring } from '../lib/ring.js';
import { zone } from '../lib/settings.js';
import { Button, Card } from '../parts/basics.js';
import { Field } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { VirtualRows } from '../parts/virtual-rows.js';

const kept = 50_000;
const tail = 500;

/** Logs as they are written, with a filter that stays. Pausing stops the picture, not the reading. */
export function LogView({
  services,
  topology,
  streamJob,
  tools,
  actions,
}: {
  services?: string[];
  topology?: string;
  /** Id of a job of Flink or Spark. */
  streamJob?: string;
  tools?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  const ring = useRef(new Ring<PageLine>(kept));
  const [version, changed] = useReducer((n: number) => n + 1, 0);
  const [follow, setFollow] = useState(true);
  const [problem, setProblem] = useState<ApiProblem>();
  const filter = place.value.query.get('filter') ?? '';
  useEffect(
    () =>
      openLive(() => ({ logs: { services, topology, streamJob, tail } }), {
        onOpen() {
          ring.current.clear();
          setProblem(undefined);
          changed(undefined);
        },
        onData(_, data) {
          for (const line of data as PageLine[]) ring.current.push(line);
          changed(undefined);
        },
        onError(_, shown) {
          setProblem(shown);
        },
      }),
    [],
  );
  const fits = useMemo(() => matcher(filter), [filter]);
  const shown = useMemo(() => [...ring.current].filter(([, , text]) => fits(text)), [version, fits]);
  const save = () => {
    const text = shown.map(
      ([service, time, line]) => `${service} ${time === null ? '' : new Date(time).toISOString()} ${line}\n`,
    );
    saveBlob(
      new Blob(text, { type: 'text/plain' }),
      `${topology ?? streamJob ?? services?.[0] ?? 'stack'}.log`,
    );
  };
  return (
    <Card flush title="Log" actions={actions}>
      <div class="toolbar">
        {tools}
        <div class="grow">
          <Field
            label="Filter"
            type="search"
            placeholder="Text, or /regular expression/"
            value={filter}
            onInput={(value) => {
              setQuery({ filter: value });
            }}
          />
        </div>
        <Button
          icon={follow ? 'pause' : 'play'}
          pressed={!follow}
          onClick={() => {
            setFollow(!follow);
          }}
        >
          {follow ? 'Pause' : 'Follow'}
        </Button>
        <Button
          onClick={() => {
            ring.current.clear();
            changed(undefined);
          }}
        >
          Clear
        </Button>
        <Button icon="download" label="Download the shown lines" onClick={save} />
        <span class="status">
          {count(shown.length)} of {count(ring.current.length)} lines
          {ring.current.dropped > 0 && `, ${count(ring.current.dropped)} older ones left out`}
        </span>
      </div>
      {problem && (
        <div class="card-body">
          <Problem problem={problem} />
        </div>
      )}
      <VirtualRows
        label="Log lines"
        count={shown.length}
        columns={3}
        rowHeight={22}
        follow={follow}
        onFollow={setFollow}
        row={(index) => {
          const line = shown[index];
          return line && <Line line={line} filter={filter} />;
        }}
      />
    </Card>
  );
}

/** The time has a column of its own. */
const leadingTime = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d{4})?\]?\s*/;

function Line({ line: [service, time, text], filter }: { line: PageLine; filter: string }) {
  const tone = /\b(ERROR|FATAL|SEVERE)\b/.test(text) ? ' error' : /\bWARN(ING)?\b/i.test(text) ? ' warn' : '';
  const rest = time === null ? text : text.replace(leadingTime, '');
  return (
    <>
      <span role="gridcell" class="log-line service">
        {service}
      </span>
      <span role="gridcell" class="log-line time">
        {time === null ? '' : clockTime(time, zone.value === 'utc')}
      </span>
      <span role="gridcell" class={`log-line text${tone}`} title={text}>
        {highlighted(rest, filter)}
      </span>
    </>
  );
}

function highlighted(text: string, filter: string): ComponentChildren {
  if (filter === '' || filter.startsWith('/')) return text;
  const at = text.toLowerCase().indexOf(filter.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + filter.length)}</mark>
      {text.slice(at + filter.length)}
    </>
  );
}

/** Regular expressions run here, in the user's own page, and never in the server. */
export function matcher(filter: string): (text: string) => boolean {
  const pattern = /^\/(.+)\/$/.exec(filter)?.[1];
  if (pattern !== undefined) {
    try {
      const expression = new RegExp(pattern, 'i');
      return (text) => expression.test(text);
    } catch {
      return () => false;
    }
  }
  const wanted = filter.toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}

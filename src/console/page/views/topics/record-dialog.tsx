import { useState } from 'preact/hooks';
import type { RecordRow } from '../../../../kafka/records/json-each-row.js';
import type { PageRecord, Shown } from '../../../server/records.js';
import { part } from '../../lib/api.js';
import { bytes, exactTime, prettyJson } from '../../lib/format.js';
import { zone } from '../../lib/settings.js';
import { state } from '../../lib/state.js';
import { useApi } from '../../lib/use.js';
import { Button, Facts } from '../../parts/basics.js';
import { Command } from '../../parts/command.js';
import { Dialog } from '../../parts/dialog.js';
import { Problem } from '../../parts/problem.js';
import { ProduceDialog } from './produce.js';
import { Bytes } from './record-rows.js';

interface Whole {
  record: PageRecord;
  /** The value as it was written, without a schema. */
  raw: Shown | null;
  hex: string | null;
  row: RecordRow;
}

/** Longer texts would keep the page from drawing; the export has them whole. */
const longestShown = 1_000_000;

/** One record, whole: decoded, raw and as bytes; to send it again. */
export function RecordDialog({
  topic,
  record,
  onClose,
}: {
  topic: string;
  record: PageRecord;
  onClose: () => void;
}) {
  const { partition, offset, timestamp } = record;
  const { data, problem } = useApi<Whole>(`topics/${part(topic)}/records/${partition}/${offset}`);
  const [form, setForm] = useState<'decoded' | 'raw' | 'hex'>('decoded');
  const [again, setAgain] = useState(false);
  if (again && data) return <ProduceDialog topic={topic} row={data.row} onClose={onClose} />;
  const { key, value, headers } = data?.record ?? record;
  const text =
    form === 'hex'
      ? grouped(data?.hex ?? '')
      : form === 'raw'
        ? (data?.raw?.text ?? '')
        : value && (prettyJson(value.text) ?? value.text);
  return (
    <Dialog wide title={`${topic}, partition ${partition}, offset ${offset}`} onClose={onClose}>
      {problem && <Problem problem={problem} />}
      <Facts
        items={[
          ['Time', exactTime(timestamp, zone.value === 'utc')],
          ['Key', <Bytes shown={key} />],
          [
            'Value',
            value === null
              ? 'null'
              : `${bytes(value.bytes)}${value.form === 'schema' ? ', decoded with its schema' : ''}`,
          ],
          ['Headers', headers.length === 0 ? 'none' : String(headers.length)],
        ]}
      />
      {headers.length > 0 && (
        <dl class="facts">
          {headers.map(([name, shown], index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>
                <Bytes shown={shown} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div class="actions">
        {(['decoded', 'raw', 'hex'] as const).map((name) => (
          <Button
            key={name}
            pressed={form === name}
            onClick={() => {
              setForm(name);
            }}
          >
            {name === 'hex' ? 'Bytes' : name === 'raw' ? 'Raw' : 'Decoded'}
          </Button>
        ))}
        {state.stack.value?.readOnly !== true && data && (
          <Button
            icon="send"
            onClick={() => {
              setAgain(true);
            }}
          >
            Edit and send again
          </Button>
        )}
        <Command
          args={[
            'consume',
            topic,
            '--partition',
            String(partition),
            '--offset',
            `${offset}:${offset + 1}`,
            '--exit',
          ]}
        />
      </div>
      <pre class="json" tabIndex={0} aria-label="Value">
        {value === null ? <span class="null">null</span> : (text ?? '').slice(0, longestShown)}
      </pre>
      {(text?.length ?? 0) > longestShown && (
        <p class="hint">Only the first 1,000,000 characters are shown; the export has all of it.</p>
      )}
    </Dialog>
  );
}

function grouped(hex: string): string {
  return hex
    .slice(0, longestShown)
    .replace(/(..)/g, '$1 ')
    .replace(/((?:.. ){16})/g, '$1\n');
}

import { useState } from 'preact/hooks';
import type { RecordRow } from '../../../../kafka/records/json-each-row.js';
import { api, part } from '../../lib/api.js';
import { Command } from '../../parts/command.js';
import { Dialog, Field } from '../../parts/dialog.js';
import { say } from '../../parts/toast.js';
import { parseAssignments } from './assignments.js';

type Bytes = RecordRow['value'];

/** Writes a record: a new one, or another one edited. Bytes that are not text are kept as they are. */
export function ProduceDialog({
  topic,
  row,
  onClose,
}: {
  topic: string;
  row?: RecordRow;
  onClose: () => void;
}) {
  const [key, setKey] = useState(textOf(row?.key ?? null));
  const [value, setValue] = useState(textOf(row?.value ?? ''));
  const [headers, setHeaders] = useState(
    row?.headers.map((header) => `${header.name}=${textOf(header.value)}`).join('\n') ?? '',
  );
  const [partition, setPartition] = useState(row ? String(row.partition) : '');
  const [tombstone, setTombstone] = useState(row?.value === null);
  const [format, setFormat] = useState('json-each-row');
  const send = async () => {
    const record = {
      key: key === '' && (row?.key ?? null) === null ? null : bytesOf(key, row?.key ?? null),
      value: tombstone ? null : bytesOf(value, row?.value ?? ''),
      headers: Object.entries(parseAssignments(headers)).map(([name, text]) => ({ name, value: text })),
      ...(partition === '' ? {} : { partition: Number(partition) }),
    };
    await api('POST', `topics/${part(topic)}/records`, { records: [record], format });
    say(`Record sent to ${topic}`);
    onClose();
  };
  return (
    <Dialog
      wide
      title={row ? `Send again to ${topic}` : `Produce to ${topic}`}
      action="Send"
      onAction={send}
      onClose={onClose}
    >
      <div class="side-by-side">
        <Field label="Key" mono value={key} placeholder="none" onInput={setKey} />
        <Field label="Partition" value={partition} placeholder="by the key" onInput={setPartition} />
        <Field
          label="Value is"
          value={format}
          onInput={setFormat}
          options={[
            { value: 'json-each-row', name: 'text or JSON, sent as it is' },
            { value: 'avro', name: "JSON for the topic's latest Avro schema" },
          ]}
        />
      </div>
      {!tombstone && <Field label="Value" lines={10} mono value={value} onInput={setValue} />}
      <label class="check">
        <input
          type="checkbox"
          checked={tombstone}
          onChange={() => {
            setTombstone(!tombstone);
          }}
        />
        No value (a tombstone)
      </label>
      <Field
        label="Headers"
        lines={2}
        mono
        value={headers}
        placeholder="source=console"
        hint="One NAME=VALUE per line"
        onInput={setHeaders}
      />
      <Command
        args={[
          'produce',
          topic,
          ...(key === '' ? [] : ['--key', key]),
          ...(value.length > 80 ? [] : [value]),
        ]}
      />
    </Dialog>
  );
}

function textOf(bytes: Bytes): string {
  if (bytes === null) return '';
  return typeof bytes === 'string' ? bytes : `base64:${bytes.base64}`;
}

/** Text that was bytes before, and was not changed, is those bytes again. */
function bytesOf(text: string, before: Bytes): Bytes {
  if (before !== null && typeof before === 'object' && text === textOf(before)) return before;
  return text;
}

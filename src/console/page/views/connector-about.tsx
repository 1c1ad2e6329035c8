import { useState } from 'preact/hooks';
import type { ConnectorStatus } from '../../../connect/connector-status.js';
import { api, part } from '../lib/api.js';
import { Button, Card, Empty, State } from '../parts/basics.js';
import { Dialog, Field } from '../parts/dialog.js';
import { Table } from '../parts/table.js';
import { say } from '../parts/toast.js';
import { parseAssignments } from './topics/assignments.js';

export interface Details extends ConnectorStatus {
  topics: string[];
  /** Secrets are masked. */
  config: Record<string, string>;
  offsets: { partition: unknown; offset: unknown }[];
}

export function Tasks({
  details,
  readOnly,
  onRestart,
}: {
  details: Details;
  readOnly: boolean;
  onRestart: (id: number) => void;
}) {
  return (
    <Card flush title="Tasks">
      {details.tasks.length === 0 ? (
        <Empty icon="connector" title="It has no tasks" />
      ) : (
        <Table
          label="Tasks"
          columns={[
            { id: 'id', name: 'Task', show: ({ id }) => id },
            { id: 'state', name: 'State', show: ({ state: value }) => <State value={value} /> },
            {
              id: 'trace',
              name: 'Why',
              show: ({ trace }) =>
                trace !== undefined && (
                  <details>
                    <summary>{trace.split('\n')[0]}</summary>
                    <pre class="evidence">{trace}</pre>
                  </details>
                ),
            },
            {
              id: 'actions',
              name: 'Actions',
              show: ({ id }) =>
                !readOnly && (
                  <Button
                    icon="restart"
                    label={`Restart task ${id}`}
                    onClick={() => {
                      onRestart(id);
                    }}
                  />
                ),
            },
          ]}
          rows={details.tasks}
          keyOf={({ id }) => String(id)}
        />
      )}
    </Card>
  );
}

export function Settings({ details, onChange }: { details: Details; onChange: (() => void) | undefined }) {
  return (
    <Card flush title="Settings" actions={onChange && <Button onClick={onChange}>Change</Button>}>
      <Table
        label="Settings"
        columns={[
          { id: 'name', name: 'Setting', show: ([name]) => <code>{name}</code>, order: ([name]) => name },
          { id: 'value', name: 'Value', show: ([, value]) => <code>{value}</code> },
        ]}
        rows={Object.entries(details.config)}
        keyOf={([name]) => name}
        first={{ id: 'name', descending: false }}
      />
    </Card>
  );
}

export function Change({ details, onClose }: { details: Details; onClose: () => void }) {
  const { name, config } = details;
  const [text, setText] = useState(
    Object.entries(config)
      .map(([setting, value]) => `${setting}=${value}`)
      .join('\n'),
  );
  const save = async () => {
    await api('PATCH', `connectors/${part(name)}`, parseAssignments(text));
    say(`Connector ${name} changed`);
    onClose();
  };
  return (
    <Dialog wide title={`Settings of ${name}`} action="Save" onAction={save} onClose={onClose}>
      <Field
        label="Settings"
        lines={14}
        mono
        value={text}
        onInput={setText}
        hint="Secrets are masked: write them again before saving"
      />
    </Dialog>
  );
}

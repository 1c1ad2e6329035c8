import { useState } from 'preact/hooks';
import { api, part } from '../lib/api.js';
import { go, href } from '../lib/router.js';
import { useApi } from '../lib/use.js';
import { Button, Head } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Dialog, Field } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { CreateButton, ThingList } from '../parts/things.js';
import { say } from '../parts/toast.js';

interface Subjects {
  subjects: { subject: string; version: number; id: number; type: string }[];
  compatibility: string;
}

export function Schemas() {
  const { data, problem } = useApi<Subjects>('schemas', 5000);
  return (
    <div class="page">
      <Head
        title="Schemas"
        actions={
          <>
            <Command args={['schema', 'list']} />
            {data && (
              <CreateButton dialog={(onClose) => <RegisterSchema onClose={onClose} />}>
                Register schema
              </CreateButton>
            )}
          </>
        }
      >
        {data && <span>Compatibility of the registry: {data.compatibility}</span>}
      </Head>
      {problem && <Problem problem={problem} />}
      {data && (
        <ThingList
          label="Subjects"
          columns={[
            {
              id: 'subject',
              name: 'Subject',
              show: ({ subject }) => <a href={href('schemas', subject)}>{subject}</a>,
              order: ({ subject }) => subject,
            },
            { id: 'type', name: 'Type', show: ({ type }) => type },
            { id: 'version', name: 'Version', number: true, show: ({ version }) => version },
            { id: 'id', name: 'Id', number: true, show: ({ id }) => id },
          ]}
          rows={data.subjects}
          keyOf={({ subject }) => subject}

          empty={{
            icon: 'schema',
            title: 'No schemas yet',
            command: ['schema', 'register', 'orders-value', 'orders.avsc'],
          }}
        />
      )}
    </div>
  );
}

/** Registers a schema, after a check against the latest version where there is one. */
export function RegisterSchema({ subject, onClose }: { subject?: string; onClose: () => void }) {
  const [name, setName] = useState(subject ?? '');
  const [type, setType] = useState('avro');
  const [schema, setSchema] = useState('');
  const [check, setCheck] = useState<{ compatible: boolean; reasons: string[] }>();
  const register = async () => {
    await api('POST', `schemas/${part(name)}`, { schema, type });
    say(`Schema of ${name} registered`);
    onClose();
    go(href('schemas', name));
  };
  return (
    <Dialog
      wide
      title="Register schema"
      action="Register"
      disabled={name === '' || schema === ''}
      onAction={register}
      onClose={onClose}
    >
      <Field label="Subject" value={name} placeholder="orders-value" onInput={setName} />
      <Field
        label="Type"
        value={type}
        onInput={setType}
        options={['avro', 'json', 'protobuf'].map((value) => ({ value, name: value }))}
      />
      <Field
        label="Schema"
        lines={12}
        mono
        value={schema}
        onInput={(text) => {
          setSchema(text);
          setCheck(undefined);
        }}
      />
      {subject !== undefined && (
        <div class="actions">
          <Button
            disabled={schema === ''}
            onClick={() =>
              void api<{ compatible: boolean; reasons: string[] }>('POST', `schemas/${part(name)}/check`, {
                schema,
                type,
              }).then(setCheck, (error: unknown) => {
                setCheck({
                  compatible: false,
                  reasons: [error instanceof Error ? error.message : String(error)],
                });
              })
            }
          >
            Check compatibility
          </Button>
          {check && (
            <span role="status">
              {check.compatible ? 'Compatible with the latest version' : 'Not compatible'}
            </span>
          )}
        </div>
      )}
      {check && check.reasons.length > 0 && <pre class="evidence">{check.reasons.join('\n')}</pre>}
    </Dialog>
  );
}

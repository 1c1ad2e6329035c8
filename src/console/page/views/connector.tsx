import { useState } from 'preact/hooks';
import { part } from '../lib/api.js';
import { count } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useApi } from '../lib/use.js';
import { Button, Card, Head, State } from '../parts/basics.js';
import { Chart } from '../parts/chart.js';
import { Command } from '../parts/command.js';
import { Problem } from '../parts/problem.js';
import { Table } from '../parts/table.js';
import { DeleteButton } from '../parts/things.js';
import { act } from '../parts/toast.js';
import type { ViewProps } from '../parts/basics.js';
import { Change, Settings, Tasks, type Details } from './connector-about.js';

export function Connector({ rest: [name = ''] }: ViewProps) {
  const path = `connectors/${part(name)}`;
  const { data, problem, reload } = useApi<Details>(path, 2000);
  const [dialog, setDialog] = useState<'settings'>();
  const readOnly = state.stack.value?.readOnly === true;
  const run = (what: string, done: string) =>
    void act('POST', `${path}/${what}`, undefined, done).then(reload);
  const close = () => {
    setDialog(undefined);
    reload();
  };
  return (
    <div class="page">
      <Head
        title={name}
        kicker={<a href={href('connectors')}>Connectors</a>}
        actions={
          <>
            <Command args={['connector', 'status', name]} />
            {!readOnly && data && (
              <>
                <Button
                  icon="restart"
                  onClick={() => {
                    run('restart', `${name} and its tasks run`);
                  }}
                >
                  Restart
                </Button>
                {data.connector.state === 'PAUSED' ? (
                  <Button
                    icon="play"
                    onClick={() => {
                      run('resume', `${name} resumes`);
                    }}
                  >
                    Resume
                  </Button>
                ) : (
                  <Button
                    icon="pause"
                    onClick={() => {
                      run('pause', `${name} pauses`);
                    }}
                  >
                    Pause
                  </Button>
                )}
                <DeleteButton what="connector" name={name} path={path} list={href('connectors')} />
              </>
            )}
          </>
        }
      >
        {data && (
          <>
            <State value={data.connector.state} />
            <span>{data.type}</span>
            {data.topics.map((topic) => (
              <a key={topic} href={href('topics', topic)}>
                {topic}
              </a>
            ))}
          </>
        )}
      </Head>
      {problem && <Problem problem={problem} />}
      {data && (
        <>
          {data.connector.trace !== undefined && (
            <Card title="Why it failed">
              <pre class="evidence" tabIndex={0}>
                {data.connector.trace}
              </pre>
            </Card>
          )}
          <Tasks
            details={data}
            readOnly={readOnly}
            onRestart={(id) => {
              run(`tasks/${id}/restart`, `Task ${id} is restarted`);
            }}
          />
          {data.type === 'sink' && (
            <Card>
              <Chart label="Lag" lines={[{ series: `group/connect-${name}/lag`, name }]} format={count} />
            </Card>
          )}
          <Settings
            details={data}
            onChange={
              readOnly
                ? undefined
                : () => {
                    setDialog('settings');
                  }
            }
          />
          {data.offsets.length > 0 && (
            <Card flush title="Offsets">
              <Table
                label="Offsets"
                columns={[
                  {
                    id: 'partition',
                    name: 'Source',
                    show: ({ partition }) => <code>{JSON.stringify(partition)}</code>,
                  },
                  {
                    id: 'offset',
                    name: 'Offset',
                    show: ({ offset }) => <code>{JSON.stringify(offset)}</code>,
                  },
                ]}
                rows={data.offsets}
                keyOf={({ partition }) => JSON.stringify(partition)}
              />
            </Card>
          )}
        </>
      )}
      {dialog === 'settings' && data && <Change details={data} onClose={close} />}
    </div>
  );
}

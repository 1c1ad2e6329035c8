import { bytes, duration } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useNow } from '../lib/use.js';
import { Button, Card, Empty, Facts, Head, State } from '../parts/basics.js';
import { Chart } from '../parts/chart.js';
import { Command } from '../parts/command.js';
import { act } from '../parts/toast.js';
import type { ViewProps } from '../parts/basics.js';
import { JobList } from './job-list.js';
import { LogView } from './log-view.js';

export function Service({ rest: [name = ''] }: ViewProps) {
  const now = useNow();
  const service = state.services.value?.find((one) => one.name === name);
  if (!service) {
    return (
      <div class="page">
        <Head title={name} kicker={<a href={href('services')}>Services</a>} />
        {state.services.value && <Empty icon="service" title={`There is no service named ${name}`} />}
      </div>
    );
  }
  const {
    state: value,
    reason,
    endpoints,
    ports,
    memoryBytes,
    cpuPercent,
    pid,
    startedAt,
    title,
    version,
  } = service;
  const readOnly = state.stack.value?.readOnly === true;
  const isDown = value === 'down' || value === 'failed';
  return (
    <div class="page">
      <Head
        title={name}
        kicker={<a href={href('services')}>Services</a>}
        actions={
          readOnly ? undefined : isDown ? (
            <Button
              kind="primary"
              icon="play"
              onClick={() => void act('POST', `services/${name}/start`, undefined, `Starting ${name}`)}
            >
              Start
            </Button>
          ) : (
            <>
              <Button
                icon="restart"
                onClick={() => void act('POST', `services/${name}/restart`, undefined, `Restarting ${name}`)}
              >
                Restart
              </Button>
              <Button
                onClick={() => void act('POST', `services/${name}/stop`, undefined, `Stopping ${name}`)}
              >
                Stop
              </Button>
            </>
          )
        }
      >
        <State value={value} />
        <span>
          {title} {version}
        </span>
        {reason !== undefined && <span>{reason}</span>}
      </Head>
      <JobList />
      <Card>
        <Facts
          items={[
            ...Object.entries(endpoints).map(([kind, address]): [string, preact.ComponentChildren] => [
              kind,
              <code>{address}</code>,
            ]),
            [
              'Ports',
              ports.length === 0
                ? 'not decided yet'
                : ports.map(({ name: port, port: number }) => `${port} ${number}`).join(', '),
            ],
            ['Process', pid === undefined ? '–' : `pid ${pid}`],
            ['Up for', startedAt === undefined ? '–' : duration((now - startedAt) / 1000)],
            ['Memory', memoryBytes === undefined ? '–' : bytes(memoryBytes)],
            ['CPU', cpuPercent === undefined ? '–' : `${cpuPercent.toFixed(1)} %`],
          ]}
        />
      </Card>
      <div class="cards">
        <Card>
          <Chart label="Memory" lines={[{ series: `service/${name}/memory`, name }]} format={bytes} />
        </Card>
        <Card>
          <Chart
            label="CPU, of one core"
            lines={[{ series: `service/${name}/cpu`, name }]}
            format={(percent) => `${percent.toFixed(0)} %`}
          />
        </Card>
      </div>
      <LogView key={name} services={[name]} actions={<Command args={['logs', name, '-f']} />} />
    </div>
  );
}

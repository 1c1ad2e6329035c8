import { href } from '../../lib/router.js';
import { state } from '../../lib/state.js';
import { Button, Card, Empty, Head } from '../../parts/basics.js';
import { Command } from '../../parts/command.js';
import { setQuery, place } from '../../lib/router.js';
import { act } from '../../parts/toast.js';
import { Attention } from '../attention.js';
import { FlowGraph } from './flow-graph.js';
import { FlowTable } from './flow-table.js';
import { ServiceStrip } from '../service-strip.js';

/** The first page: what flows where, what needs attention, and the services. */
export function Pipeline() {
  const { stack, flow, attention, services } = state;
  const asTable = place.value.query.get('as') === 'table';
  const isEmpty = (flow.value?.nodes.length ?? 0) === 0;
  const isUp = services.value?.some((service) => service.state === 'up') ?? false;
  return (
    <div class="page">
      <Head title="Pipeline">
        <span>Records per second on each line; lag where a reader is behind</span>
      </Head>
      {(attention.value?.length ?? 0) > 0 && <Attention items={attention.value ?? []} />}
      <Card
        flush
        title="Data flow"
        actions={
          <Button
            pressed={asTable}
            onClick={() => {
              setQuery({ as: asTable ? undefined : 'table' });
            }}
          >
            Table
          </Button>
        }
      >
        {flow.value === undefined ? (
          <div class="empty" aria-busy="true">
            Reading the stack…
          </div>
        ) : isEmpty ? (
          <NothingFlows isUp={isUp} exists={stack.value?.exists ?? false} />
        ) : asTable ? (
          <FlowTable flow={flow.value} />
        ) : (
          <FlowGraph flow={flow.value} />
        )}
      </Card>
      <ServiceStrip />
    </div>
  );
}

function NothingFlows({ isUp, exists }: { isUp: boolean; exists: boolean }) {
  if (!isUp) {
    return (
      <Empty icon="service" title={exists ? 'The stack is down' : 'There is no stack yet'}>
        <p>Start its services to see data flow here.</p>
        {state.stack.value?.readOnly !== true && (
          <Button
            kind="primary"
            icon="play"
            onClick={() => void act('POST', 'stack/up', { services: [] }, 'Starting all services')}
          >
            Start all services
          </Button>
        )}
        <Command args={['up']} />
      </Empty>
    );
  }
  return (
    <Empty icon="flow" title="Nothing flows yet">
      <p>Three ways to begin:</p>
      <div class="next-steps">
        <Command args={['topic', 'create', 'my-first-topic', '--partitions', '3']} />
        <Command args={['produce', 'my-first-topic', 'hello']} />
        <a href={href('smoke')}>Run a smoke pipeline and watch it here</a>
      </div>
    </Empty>
  );
}

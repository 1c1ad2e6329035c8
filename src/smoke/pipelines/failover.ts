import { drill } from '../../drill/drill.js';
import type { DrillOptions } from '../../drill/types.js';
import type { DrillName, DrillResult } from '../../drill/result.js';
import { startOwnStack } from '../own-stack.js';
import { expect, type Pipeline } from '../pipeline.js';

const brokers = 3;
const workers = 2;
const supervisors = 2;
const defaults: DrillOptions = {
  fault: 'kill',
  acks: ['all'],
  rate: 300,
  faultMs: 13_000,
  requestMs: 30_000,
};
/** A resumed leader may learn that it has been replaced before it accepts what waits for it. */
const attempts = 3;

/** Faults on a stack of its own, with three brokers, two Connect workers and two supervisors. */
export const failover: Pipeline = {
  name: 'failover',
  promise:
    'acks=all loses nothing while a broker, a Connect worker or a supervisor fails; the loss with acks=1 is detected',
  needs: [],
  steps(context) {
    let stack = context.session;
    const run = async (name: DrillName, options: Partial<DrillOptions>, signal: AbortSignal) =>
      drill({ ...stack, signal, report: () => undefined }, name, { ...defaults, ...options });

    return [
      {
        name: `a stack with ${brokers} brokers, ${workers} Connect workers and ${supervisors} supervisors`,
        limitSeconds: 600,
        async run(signal) {
          const options = {
            services: ['connect', 'storm'],
            counts: { kafka: brokers, connect: workers, supervisor: supervisors },
          };
          stack = await startOwnStack(context, `failover-${context.id}`, options, signal);
          return `${brokers} brokers in KRaft mode, ${workers} workers, ${supervisors} supervisors`;
        },
      },
      {
        name: 'a leader is paused and resumed: nothing is lost with acks=all, and the loss with acks=1 is detected',
        limitSeconds: 400,
        async run(signal) {
          for (let attempt = 1; ; attempt++) {
            const result = await run('broker', { fault: 'pause', acks: ['all', '1'] }, signal);
            keptAll(result);
            const lost = result.loads.find(({ name }) => name === 'acks=1')?.lost ?? 0;
            if (lost > 0)
              return `0 of ${result.loads[0]?.acknowledged ?? 0} lost with acks=all, ${lost} with acks=1`;
            expect(
              attempt < attempts,
              `acks=1 lost nothing in ${attempts} attempts: the check was not proven`,
            );
          }
        },
      },
      {
        name: 'a broker is killed: nothing is lost, and others lead its partitions',
        limitSeconds: 200,
        async run(signal) {
          const result = await run('broker', {}, signal);
          keptAll(result);
          const [load] = result.loads;
          expect(typeof load?.newLeaderMs === 'number', 'its partitions got no new leader');
          return `0 of ${load.acknowledged} lost, new leader after ${load.newLeaderMs} ms`;
        },
      },
      {
        name: 'a Connect worker is killed: its tasks move, and no record is lost',
        limitSeconds: 300,
        async run(signal) {
          const result = await run('connect', { faultMs: 20_000 }, signal);
          keptAll(result);
          return kept(result);
        },
      },
      {
        name: 'a supervisor is killed with its workers: the tasks run on the other one, and no record is lost',
        limitSeconds: 500,
        async run(signal) {
          const result = await run('storm', { target: 'supervisor', faultMs: undefined }, signal);
          keptAll(result);
          return kept(result);
        },
      },
    ];
  },
};

function kept({ loads, takeover }: DrillResult): string {
  expect(typeof takeover?.ms === 'number', 'no others took over the tasks');
  return `0 of ${loads[0]?.acknowledged ?? 0} lost, tasks moved after ${takeover.ms} ms`;
}

function keptAll({ promises }: DrillResult): void {
  const broken = promises.filter(({ kept }) => !kept);
  expect(broken.length === 0, broken.map(({ name, observed }) => `${name}: ${observed}`).join('; '));
}

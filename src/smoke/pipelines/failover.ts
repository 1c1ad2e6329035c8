import { drill } from '../../drill/drill.js';
import type { DrillOptions } from '../../drill/types.js';
import type { DrillName, DrillResult } from '../../drill/result.js';
import { startOwnStack } from '../own-stack.js';
import { expect, type Pipeline } from '../pipeline.js';

const brokers = 3;
const workers = 2;
const defaults: DrillOptions = {
  fault: 'kill',
  acks: ['all'],
  rate: 300,
  faultMs: 13_000,
  requestMs: 30_000,
};
/** A resumed leader may learn that it has been replaced before it accepts what waits for it. */
const attempts = 3;

/** Faults on a stack of its own, with three brokers and two Connect workers. */
export const failover: Pipeline = {
  name: 'failover',
  promise:
    'acks=all loses nothing while a broker or a Connect worker fails; the loss with acks=1 is detected',
  needs: [],
  steps(context) {
    let stack = context.session;
    const run = async (name: DrillName, options: Partial<DrillOptions>, signal: AbortSignal) =>
      drill({ ...stack, signal, report: () => undefined }, name, { ...defaults, ...options });

    return [
      {
        name: `a stack with ${brokers} brokers and ${workers} Connect workers`,
        limitSeconds: 600,
        async run(signal) {
          const options = { services: ['connect'], counts: { kafka: brokers, connect: workers } };
          stack = await startOwnStack(context, `failover-${context.id}`, options, signal);
          return `${brokers} brokers in KRaft mode, ${workers} workers`;
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
          return `0 of ${result.loads[0]?.acknowledged ?? 0} lost, tasks moved after ${result.takeover?.ms ?? 0} ms`;
        },
      },
    ];
  },
};

function keptAll({ promises }: DrillResult): void {
  const broken = promises.filter(({ kept }) => !kept);
  expect(broken.length === 0, broken.map(({ name, observed }) => `${name}: ${observed}`).join('; '));
}

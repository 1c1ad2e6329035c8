import { produce } from '../../kafka/produce/produce.js';
import { topologyLogs } from '../../storm/topology-logs.js';
import { countedPayments } from '../counted-payments.js';
import { eventually } from '../eventually.js';
import { expect, type Pipeline } from '../pipeline.js';
import { allValues } from '../read-topic.js';
import { eachOf } from '../../shared/each-of.js';
import { stormProject } from '../storm-project.js';

const groupings = ['shuffle', 'fields', 'all', 'global', 'direct', 'custom'];
const names = 12;
const tasks = 3;
const windowMs = 10_000;
const manyRecords = 20_000;
const malformed = ['no payment', '1,Ada,,5', '1,Ada,Lovelace,free'];

/** A scaffolded project groups, counts and watches payments with Storm. */
export const stormWindows: Pipeline = {
  name: 'storm-windows',
  promise:
    'groupings, windows and fraud alerts give exact results; no payment is lost when the worker is killed',
  needs: ['kafka', 'supervisor'],
  steps(context) {
    const { id, session, endpoint } = context;
    const topic = `payments-${id}`;
    const output = (what: string) => `payments-${what}-${id}`;
    const main = (name: string, what: string) => [
      `com.stormwindows.${name}`,
      ...['--topology-name', `smoke-${what}-${id}`, '--input-topic', topic, '--output-topic', output(what)],
    ];
    const project = stormProject(context, {
      template: 'storm-windows',
      topology: `smoke-counted-${id}`,
      topic,
      words: main('PaymentsTopology', 'counted'),
      options: { group: `storm-windows-${id}` },
    });
    /** The start of a window that is over. */
    const start = Math.floor(Date.now() / windowMs) * windowMs - 60 * windowMs;
    const send = async (payments: [line: string, time: number][], signal: AbortSignal) => {
      const records = payments.map(([line, time]) => ({
        key: null,
        value: Buffer.from(line),
        timestamp: start + time,
      }));
      await produce(endpoint('kafka'), { topic, records: [records], signal });
    };
    const values = async (what: string, signal: AbortSignal) =>
      allValues(endpoint('kafka'), output(what), signal);
    const seen = async (what: string, wanted: string[], signal: AbortSignal) =>
      eventually(
        async () => {
          const found = (await values(what, signal)).toSorted();
          expect(found.join('\n') === wanted.toSorted().join('\n'), `saw ${found.join(' ')}`);
          return `${found.length} exact results`;
        },
        100_000,
        signal,
      );
    const printed = async () => {
      const lines: string[] = [];
      const name = `smoke-groupings-${id}`;
      for await (const { text } of eachOf(topologyLogs(session, name, { follow: false })))
        if (/: task \d received \w+$/.test(text)) lines.push(text.replace(/^.* (?=\w+: task)/, ''));
      return lines;
    };

    return [
      project.scaffold,
      project.build,
      {
        name: 'create the topics',
        run: async () => {
          const others = ['counted', 'alerts'].map(output);
          return (await project.createTopics(...others)).join(', ');
        },
      },
      {
        name: 'each grouping sends names to its tasks',
        limitSeconds: 180,
        async run(signal) {
          await project.submitTopology(`smoke-groupings-${id}`, main('GroupingsTopology', 'groupings'));
          // `all` sends each name to each task.
          const total = names * (groupings.length - 1 + tasks);
          const lines = await eventually(
            async () => {
              const found = await printed();
              expect(found.length === total, `${found.length} of ${total} lines were printed`);
              return found;
            },
            150_000,
            signal,
          );
          for (const grouping of groupings) {
            const count = lines.filter((line) => line.startsWith(`${grouping}: `)).length;
            const wanted = grouping === 'all' ? names * tasks : names;
            expect(count === wanted, `${grouping} sent ${count} tuples instead of ${wanted}`);
          }
          const distinct = new Set(lines.filter((line) => line.startsWith('fields: ')));
          expect(distinct.size === names / 2, 'fields sent one name to several tasks');
          expect(
            lines.every((line) => !line.startsWith('global: ') || line.includes('task 0')),
            'global used more than one task',
          );
          await project.killTopology(`smoke-groupings-${id}`);
          return [...distinct].toSorted().slice(0, 2).join(', ');
        },
      },
      project.submit,
      {
        name: 'payments are counted per name and window, late and malformed ones are dead letters',
        limitSeconds: 120,
        async run(signal) {
          await send(
            [
              ['1,Ada,Lovelace,12.5', 0],
              ['2,Ada,Lovelace,100', 9_999],
              ['3,Grace,Hopper,1000', 5_000],
              ['4,Ada,Lovelace,1', windowMs],
              ['5,Ada,Lovelace,1', 3 * windowMs],
              ['6,Ada,Lovelace,7', 1],
              ...malformed.map((line): [string, number] => [line, 0]),
            ],
            signal,
          );
          const shown = await seen(
            'counted',
            [
              `1,Ada,Lovelace,12.50,small,${start},1,12.50`,
              `2,Ada,Lovelace,100.00,medium,${start},2,112.50`,
              `3,Grace,Hopper,1000.00,large,${start},1,1000.00`,
              `4,Ada,Lovelace,1.00,small,${start + windowMs},1,1.00`,
              `5,Ada,Lovelace,1.00,small,${start + 3 * windowMs},1,1.00`,
            ],
            signal,
          );
          const letters = await project.deadLetters(['6,Ada,Lovelace,7', ...malformed], signal);
          return `${shown}, ${letters} dead letters`;
        },
      },
      {
        name: 'none is lost when the worker is killed',
        limitSeconds: 240,
        async run(signal) {
          const payments = (from: number) =>
            Array.from({ length: manyRecords / 2 }, (_, index): [string, number] => [
              `many${from + index},first,name${index % 100},1`,
              4 * windowMs,
            ]);
          const counted = async (wanted: number) =>
            eventually(
              async () => {
                const result = countedPayments(await values('counted', signal), 'many');
                expect(result.distinct >= wanted, `${result.distinct} of ${wanted} are counted`);
                return result;
              },
              220_000,
              signal,
            );
          await send(payments(0), signal);
          const before = await counted(1);
          const sending = send(payments(manyRecords / 2), signal);
          await project.killWorkers();
          await sending;
          const { results, distinct, wrongCounts } = await counted(manyRecords);
          return `killed after ${before.distinct}; ${distinct} counted, ${results - distinct} twice, ${wrongCounts} counts from a restarted state`;
        },
      },
      project.kill,
      {
        name: 'three large payments within ten seconds raise an alert',
        limitSeconds: 120,
        async run(signal) {
          const at = 10 * windowMs;
          await project.submitTopology(`smoke-alerts-${id}`, main('FraudTopology', 'alerts'));
          await send(
            [
              ['11,Ada,Lovelace,500.01', at],
              ['13,Ada,Lovelace,700', at + 10_000],
              ['12,Ada,Lovelace,600', at + 9_000],
              ['14,Ada,Lovelace,600', at + 11_000],
              ['15,Grace,Hopper,9000', at],
              ['16,Grace,Hopper,500', at + 1],
              ['17,Grace,Hopper,9000', at + 2],
            ],
            signal,
          );
          const shown = await seen(
            'alerts',
            [`Ada,Lovelace,11,12,13,${start + at},${start + at + 10_000}`],
            signal,
          );
          await project.killTopology(`smoke-alerts-${id}`);
          return shown;
        },
      },
    ];
  },
};

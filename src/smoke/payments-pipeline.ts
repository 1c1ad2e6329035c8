import { join } from 'node:path';
import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import { produce } from '../kafka/produce/produce.js';
import { createTopic } from '../kafka/topics/create-topic.js';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { scaffold } from '../scaffold/scaffold.js';
import { countedPayments } from './counted-payments.js';
import { eventually } from './eventually.js';
import { fraudAlerts } from './fraud-alerts.js';
import { mavenPackage } from './maven-package.js';
import { expect, type Pipeline, type PipelineContext } from './pipeline.js';
import { servicesOf, startJob, type PaymentsProcessor, type RunningJob } from './running-job.js';
import { workFolder } from './work-folder.js';

const windowMs = 10_000;
const manyRecords = 20_000;
const partitions = 2;
const malformed = ['no payment', '1,Ada,,5', '1,Ada,Lovelace,free'];

/**
 * The pipeline of a template with the payments job. Exactly once, each payment has one result with the right count,
 * although the process that does the work is killed; at least once, it has one or more.
 */
export function paymentsPipeline(
  template: Exclude<PaymentsProcessor, 'storm'>,
  exactlyOnce: boolean,
): Pipeline {
  return {
    name: template,
    promise: exactlyOnce
      ? 'a scaffolded job counts payments exactly once, although the process that does the work is killed'
      : 'a scaffolded job counts payments; none is lost when the process that does the work is killed',
    needs: ['kafka', ...servicesOf[template]],
    steps: (context) => steps(context, template, exactlyOnce),
  };
}

function steps(
  context: PipelineContext,
  template: Exclude<PaymentsProcessor, 'storm'>,
  exactlyOnce: boolean,
) {
  const { id, session, endpoint, cleanUp } = context;
  const topic = `${template}-in-${id}`;
  const output = `${template}-out-${id}`;
  const letters = `${topic}-dead-letter`;
  /** The start of a window that is over. */
  const start = Math.floor(Date.now() / windowMs) * windowMs - 60 * windowMs;
  let dir = '';
  let job: RunningJob | undefined;

  const send = async (payments: [line: string, time: number][], signal: AbortSignal) => {
    // One partition: its event time does not wait for that of others.
    const records = payments.map(([line, time]) => ({
      key: Buffer.from('one partition'),
      value: Buffer.from(line),
      timestamp: start + time,
    }));
    await produce(endpoint('kafka'), { topic, records: [records], signal });
  };
  const values = async (name: string, signal: AbortSignal) => {
    const found: string[] = [];
    const range = offsetRange('start', Date.now());
    const reading = { topics: [name], range, exit: true, readCommitted: exactlyOnce, signal };
    for await (const records of consume(endpoint('kafka'), reading))
      found.push(...records.map(({ value }) => value?.toString('utf8') ?? ''));
    return found;
  };
  const counted = async (wanted: number, signal: AbortSignal) =>
    eventually(
      async () => {
        const result = countedPayments(await values(output, signal), 'many');
        expect(result.distinct >= wanted, `${result.distinct} of ${wanted} are counted`);
        return result;
      },
      280_000,
      signal,
    );

  return [
    {
      name: 'scaffold the project',
      ahead: true,
      async run() {
        dir = join(await workFolder(context), template);
        const options = { input: topic, output, group: `${template}-${id}` };
        const { files } = await scaffold({ template, dir, options });
        return `${files.length} files`;
      },
    },
    {
      name: 'mvn package, including its tests',
      ahead: true,
      turn: 'maven' as const,
      limitSeconds: 900,
      run: async (signal: AbortSignal) => {
        // The official image of Flink has no Kafka connector; Spark downloads its own.
        const isFat = template === 'flink' && session.engine.name === 'docker';
        return mavenPackage(dir, session.report, signal, isFat ? ['-Pdocker'] : []);
      },
    },
    {
      name: 'create the topics',
      async run() {
        for (const name of [topic, output, letters]) {
          cleanUp(name, async () => {
            await deleteTopics(endpoint('kafka'), [name], { ifExists: true });
          });
          await createTopic(endpoint('kafka'), { name, partitions });
        }
        return [topic, output, letters].join(', ');
      },
    },
    {
      name: 'start the job',
      limitSeconds: 240,
      async run(signal: AbortSignal) {
        const jar = join(dir, 'target', `${template}-1.0.0.jar`);
        job = await startJob(template, { session, jar, words: [], signal: session.signal });
        cleanUp(`the job ${template}`, async () => job?.stop());
        signal.throwIfAborted();
        return 'it runs';
      },
    },
    {
      name: 'payments are counted per name and window, malformed ones are dead letters',
      limitSeconds: 180,
      async run(signal: AbortSignal) {
        await send(
          [
            ['1,Ada,Lovelace,12.5', 0],
            ['2,Ada,Lovelace,100', 5000],
            ['3,Grace,Hopper,1000', 5000],
            ['4,Ada,Lovelace,1', windowMs],
            ...malformed.map((line): [string, number] => [line, 0]),
          ],
          signal,
        );
        const wanted = [
          `3,Grace,Hopper,1000.00,large,${start},1,1000.00`,
          `4,Ada,Lovelace,1.00,small,${start + windowMs},1,1.00`,
        ];
        return eventually(
          async () => {
            const found = await values(output, signal);
            expect(found.length === 4, `${found.length} of 4 results: ${found.join(' ')}`);
            expect(
              wanted.every((line) => found.includes(line)),
              `saw ${found.join(' ')}`,
            );
            // Which of two payments of one batch is counted first is open.
            const lovelace = found.filter((line) => line.includes(`Lovelace`) && line.includes(`,${start},`));
            const totals = lovelace.map((line) => line.split(',').slice(6).join(' ')).toSorted();
            expect(totals[1] === '2 112.50', `saw ${found.join(' ')}`);
            const refused = await values(letters, signal);
            expect(
              refused.toSorted().join('|') === malformed.toSorted().join('|'),
              `dead letters: ${refused.join(' | ')}`,
            );
            return `${found.length} results, ${refused.length} dead letters`;
          },
          160_000,
          signal,
        );
      },
    },
    {
      name: exactlyOnce
        ? 'each is counted once when the process is killed'
        : 'none is lost when the process is killed',
      limitSeconds: 300,
      async run(signal: AbortSignal) {
        const payments = (from: number) =>
          Array.from({ length: manyRecords / 2 }, (_, index): [string, number] => [
            `many${from + index},first,name${index % 100},1`,
            4 * windowMs,
          ]);
        await send(payments(0), signal);
        const before = await counted(1, signal);
        const sending = send(payments(manyRecords / 2), signal);
        await job?.crash();
        await sending;
        const { results, distinct, wrongCounts } = await counted(manyRecords, signal);
        if (exactlyOnce) {
          expect(results === manyRecords, `${results - manyRecords} are counted twice`);
          expect(wrongCounts === 0, `${wrongCounts} counts are wrong`);
        }
        return `killed after ${before.distinct}; ${distinct} counted, ${results - distinct} twice`;
      },
    },
    {
      name: 'end the job',
      limitSeconds: 120,
      async run() {
        await job?.stop();
        job = undefined;
        return 'it has ended';
      },
    },
    fraudAlerts(context, {
      template,
      send,
      values,
      start,
      jar: () => join(dir, 'target', `${template}-1.0.0.jar`),
      at: 10 * windowMs,
    }),
  ];
}

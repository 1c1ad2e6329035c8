import { createTopic } from '../kafka/topics/create-topic.js';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { eventually } from './eventually.js';
import { expect, type PipelineContext, type PipelineStep } from './pipeline.js';
import { startJob, type PaymentsProcessor, type RunningJob } from './running-job.js';

const partitions = 2;

interface FraudProject {
  template: Exclude<PaymentsProcessor, 'storm'>;
  jar: () => string;
  /** Sends payments with their times in milliseconds after the start. */
  send: (payments: [line: string, time: number][], signal: AbortSignal) => Promise<void>;
  values: (topic: string, signal: AbortSignal) => Promise<string[]>;
  /** In milliseconds since 1970. */
  start: number;
  /** After the start: later than all payments before. */
  at: number;
}

/** The second job of a template: three large payments by one card within ten seconds raise one alert. */
export function fraudAlerts(
  { id, session, endpoint, cleanUp }: PipelineContext,
  project: FraudProject,
): PipelineStep {
  const { template, jar, send, values, start, at } = project;
  const alerts = `${template}-alerts-${id}`;
  return {
    name: 'three large payments within ten seconds raise an alert',
    limitSeconds: 240,
    async run(signal) {
      cleanUp(alerts, async () => {
        await deleteTopics(endpoint('kafka'), [alerts], { ifExists: true });
      });
      await createTopic(endpoint('kafka'), { name: alerts, partitions });
      const job: RunningJob = await startJob(template, {
        session,
        jar: jar(),
        mainClass: mainClasses[template],
        words: ['--output-topic', alerts, '--group', `${template}-fraud-${id}`],
        signal: session.signal,
      });
      cleanUp(`the job of ${alerts}`, async () => job.stop());
      await send(
        [
          ['11,Ada,Lovelace,500.01', at],
          ['13,Ada,Lovelace,700', at + 10_000],
          ['12,Ada,Lovelace,600', at + 9_000],
          ['14,Ada,Lovelace,600', at + 11_000],
          ['15,Grace,Hopper,9000', at + 11_000],
          ['16,Grace,Hopper,500', at + 11_001],
          ['17,Grace,Hopper,9000', at + 11_002],
          // Event time goes on: nothing earlier is to be expected.
          ['18,Ada,Lovelace,1', at + 30_000],
        ],
        signal,
      );
      const wanted = `Ada,Lovelace,11,12,13,${start + at},${start + at + 10_000}`;
      return eventually(
        async () => {
          const found = await values(alerts, signal);
          expect(found.join(' ') === wanted, `saw ${found.join(' ')}`);
          return wanted;
        },
        220_000,
        signal,
      );
    },
  };
}

/** In the packages that the templates have by default. */
const mainClasses: Record<FraudProject['template'], string> = {
  'kafka-streams': 'com.KafkaStreams.FraudApp',
  flink: 'com.Flink.FraudJob',
  spark: 'com.Spark.FraudJob',
};

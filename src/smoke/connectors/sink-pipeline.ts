import { join } from 'node:path';
import { readConnectorFile } from '../../connect/connector-file.js';
import { createConnector, deleteConnector } from '../../connect/lifecycle.js';
import { resolveStackReferences } from '../../connect/stack-references.js';
import { validateConnector } from '../../connect/validate.js';
import { produce } from '../../kafka/produce/produce.js';
import { createTopic } from '../../kafka/topics/create-topic.js';
import { deleteTopics } from '../../kafka/topics/delete-topics.js';
import { restart } from '../../stack/restart.js';
import { eventually } from '../eventually.js';
import { expect, type Pipeline, type PipelineContext, type PipelineStep } from '../pipeline.js';
import { connectorProject } from './project.js';
import { requireRunning } from './require-running.js';

/** A template of a sink connector, and the service that it writes to. */
export interface SinkTemplate {
  template: string;
  service: 's3' | 'opensearch' | 'hdfs';
  /** The example configuration in the project. */
  file: string;
  /** Options of the template for this run. */
  options: (id: string, topic: string) => Record<string, string>;
  /** Settings of the connector that make the run short. */
  settings: Record<string, string>;
  open: (context: PipelineContext, topic: string) => SinkTarget;
}

/** What the sink writes to, for one run. */
export interface SinkTarget {
  /** The values of all records that were written, as often as they were written. */
  values: (signal: AbortSignal) => Promise<string[]>;
  remove: () => Promise<void>;
}

const partitions = 3;
const perPartition = 200;

/** Records through the scaffolded sink: each is in the store once, also after restarts of the store and of the worker. */
export function sinkPipeline(name: string, sink: SinkTemplate): Pipeline {
  return {
    name,
    promise: `the scaffolded sink writes each record of a topic once to ${name}, across restarts of the worker and the server`,
    needs: ['connect', sink.service],
    turn: 'connect worker',
    steps: (context) => stepsOf(context, sink),
  };
}

function stepsOf(context: PipelineContext, sink: SinkTemplate): PipelineStep[] {
  const { session, id, endpoint, cleanUp } = context;
  const topic = `orders-${id}`;
  const connector = `${sink.service}-sink-${id}`;
  const project = connectorProject(context, sink.template, { topic, ...sink.options(id, topic) });
  const target = sink.open(context, topic);
  const url = endpoint('connect');

  const send = async (from: number, signal: AbortSignal) => {
    const ids = Array.from({ length: partitions * perPartition }, (_, index) => from + index);
    const records = ids.map((one) => ({
      key: Buffer.from(`order-${one}`),
      value: Buffer.from(valueOf(one)),
      partition: one % partitions,
    }));
    await produce(endpoint('kafka'), { topic, records: [records], signal });
  };
  const eachOnce = async (count: number, signal: AbortSignal) => {
    const since = Date.now();
    const wanted = Array.from({ length: count }, (_, one) => valueOf(one)).sort();
    await eventually(
      async () => {
        await requireRunning(url, [connector]);
        const seen = (await target.values(signal)).sort();
        const distinct = new Set(seen).size;
        expect(
          seen.join() === wanted.join(),
          `${distinct} of ${count} records are there, ${seen.length} in all`,
        );
      },
      60_000,
      signal,
    );
    return `${count} records, each once, after ${Date.now() - since} ms`;
  };
  const options = { ports: { auto: false, asked: {} }, offline: true, timeoutMs: 200_000 };

  return [
    ...project.steps,
    {
      name: `the records of ${partitions} partitions are written`,
      limitSeconds: 120,
      async run(signal) {
        await createTopic(endpoint('kafka'), { name: topic, partitions });
        cleanUp(`topic ${topic}`, async () => {
          await deleteTopics(endpoint('kafka'), [topic], { ifExists: true });
        });
        cleanUp(`what ${connector} wrote`, target.remove);
        await send(0, signal);
        const { config } = await readConnectorFile(join(project.dir, sink.file), project.dir);
        const own = { name: connector, config: { ...config, ...sink.settings, name: connector } };
        const resolved = { name: connector, config: resolveStackReferences(session, own).config };
        await validateConnector(url, resolved);
        cleanUp(`connector ${connector}`, async () => deleteConnector(url, connector));
        await createConnector(url, resolved, { update: false, signal });
        return eachOnce(partitions * perPartition, signal);
      },
    },
    {
      name: 'and across restarts of the server and of the worker',
      limitSeconds: 300,
      async run(signal) {
        // While the server restarts, the sink has records that it cannot write.
        const restarted = restart(session, { services: [sink.service], ...options });
        await send(partitions * perPartition, signal);
        await restarted;
        await eachOnce(2 * partitions * perPartition, signal);
        await send(2 * partitions * perPartition, signal);
        await restart(session, { services: ['connect'], ...options });
        return eachOnce(3 * partitions * perPartition, signal);
      },
    },
  ];
}

function valueOf(id: number): string {
  return JSON.stringify({ id, customer: 'Zoë' });
}

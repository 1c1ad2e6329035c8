import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectorStatus } from '../../connect/connector-status.js';
import { createConnector, deleteConnector } from '../../connect/lifecycle.js';
import type { ServiceDefinition } from '../../services/types.js';
import { StreamkitError } from '../../shared/errors.js';
import { runningStack } from '../../stack/endpoint.js';
import type { Session } from '../../stack/session.js';
import { namedInstance } from './brokers.js';
import { followFile } from '../follow-file.js';
import { drillKafka } from '../kafka-drill.js';
import { requireInstances } from './require-instances.js';
import type { DrillResult } from '../result.js';
import type { DrillOptions, Output, Role } from '../types.js';

/** A worker that runs tasks of a sink connector, whose file is compared with what was sent. */
export async function drillConnect(session: Session, options: DrillOptions): Promise<DrillResult> {
  if (session.engine.name !== 'local')
    throw new StreamkitError(
      'USAGE',
      'drill connect needs the local engine: it reads the file of a connector.',
    );
  const workers = await requireInstances(session, 'connect', { atLeast: 2, wanted: 2 });
  const victim = options.target === undefined ? workers[1] : namedInstance(workers, options.target);
  if (!victim) throw new Error('there is no worker');
  const others = workers.filter((worker) => worker !== victim);
  const name = `drill-${Date.now().toString(36)}`;
  const output = fileOutput(session, name, urlsOf(session, others));
  const role = tasksOf(session, name, workers, others);
  return drillKafka(
    session,
    { drill: 'connect', victims: [victim], role, output },
    { ...options, acks: options.acks.slice(0, 1) },
  );
}

/** A sink connector with one task per partition, whose tasks append to one file. */
function fileOutput({ signal }: Session, name: string, urls: string): Output {
  let dir: string | undefined;
  let file: ReturnType<typeof followFile> | undefined;
  return {
    name: 'connector',
    async start(topic, partitions, id) {
      dir = await mkdtemp(join(tmpdir(), 'streamkit-drill-'));
      const path = join(dir, 'records.txt');
      file = followFile(path, id, partitions);
      const text = 'org.apache.kafka.connect.storage.StringConverter';
      const config = {
        name,
        'connector.class': 'FileStreamSink',
        'tasks.max': String(partitions),
        topics: topic,
        file: path,
        'key.converter': text,
        'value.converter': text,
        'consumer.override.auto.offset.reset': 'earliest',
      };
      await createConnector(urls, { name, config }, { update: false, signal });
    },
    arrived: () => file?.arrived ?? [],
    async stop() {
      await file?.close();
      if (dir === undefined) return;
      if (await connectorStatus(urls, name)) await deleteConnector(urls, name);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The workers that run the tasks, once all tasks run. */
function tasksOf(
  session: Session,
  name: string,
  workers: ServiceDefinition[],
  others: ServiceDefinition[],
): Role {
  const stack = runningStack(session, 'connect');
  const urls = urlsOf(session, others);
  return {
    name: 'worker of the tasks',
    async holder() {
      const tasks = (await connectorStatus(urls, name))?.tasks ?? [];
      if (tasks.length === 0 || tasks.some(({ state }) => state !== 'RUNNING'))
        throw new Error('not all tasks run');
      const running = workers.filter((worker) =>
        tasks.some((task) => task.worker?.endsWith(`:${stack.portsOf(worker.name)('http')}`)),
      );
      return running.map((worker) => worker.name).join(' and ');
    },
  };
}

function urlsOf(session: Session, workers: ServiceDefinition[]): string {
  const stack = runningStack(session, 'connect');
  return workers.map(({ name }) => `http://127.0.0.1:${stack.portsOf(name)('http')}`).join(',');
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import type { KafkaRecord } from '../kafka/records/record.js';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { listTopics } from '../kafka/topics/topics.js';
import { StreamkitError } from '../shared/errors.js';
import { propertiesFile } from '../services/settings/properties.js';
import type { Session } from '../stack/session.js';
import { endpointOf, runningStack } from '../stack/endpoint.js';
import type { ConnectorConfig } from './connector-file.js';
import { standalone } from './standalone.js';
import { listPlugins, validateConnector } from './validate.js';

/** Everything that a trial run writes to Kafka has this in front of its name, and is deleted afterwards. */
const trialPrefix = () => `streamkit-try-${randomUUID().slice(0, 8)}.`;

interface Trial {
  /** In front of the name of each topic that the source would write to. */
  prefix: string;
  connector: ConnectorConfig;
}

/**
 * The connector as it runs in a trial: with JSON converters, so that nothing is registered, and every topic renamed.
 * @throws StreamkitError USAGE for a sink, whose target a trial would write to. Pure but for the random prefix.
 */
export function trialOf(connector: ConnectorConfig, type: string): Trial {
  if (type === 'sink') {
    throw new StreamkitError(
      'USAGE',
      `Connector ${connector.name} is a sink: a trial would write to its target.`,
      {
        suggestions: ['Only sources can be tried; create the sink with another target in place of it.'],
      },
    );
  }
  const prefix = trialPrefix();
  const json = 'org.apache.kafka.connect.json.JsonConverter';
  const { config } = connector;
  const history = config['schema.history.internal.kafka.topic'];
  const transforms = [config['transforms'], 'streamkitTry'].filter(Boolean).join(',');
  return {
    prefix,
    connector: {
      name: connector.name,
      config: {
        ...withoutConverters(config),
        'key.converter': json,
        'key.converter.schemas.enable': 'false',
        'value.converter': json,
        'value.converter.schemas.enable': 'false',
        ...(history === undefined ? {} : { 'schema.history.internal.kafka.topic': prefix + history }),
        transforms,
        'transforms.streamkitTry.type': 'org.apache.kafka.connect.transforms.RegexRouter',
        'transforms.streamkitTry.regex': '.*',
        'transforms.streamkitTry.replacement': `${prefix}$0`,
      },
    },
  };
}

function withoutConverters(config: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => !/^(key|value)\.converter(\.|$)/.test(key)),
  );
}

/**
 * Runs a source in a standalone worker of its own with offsets of its own until the signal aborts; its records go to
 * topics with the trial's prefix.
 * @throws StreamkitError SERVICE_DIED with the worker's last lines when it ends by itself
 */
async function runTrial(session: Session, trial: Trial, signal: AbortSignal): Promise<never> {
  const stack = runningStack(session, 'connect');
  const dir = await mkdtemp(join(stack.dir, 'try-'));
  const lines: string[] = [];
  try {
    const worker = join(dir, 'worker.properties');
    const source = join(dir, 'source.properties');
    await writeFile(worker, `offset.storage.file.filename=${join(dir, 'offsets')}\n`, { mode: 0o600 });
    await writeFile(source, propertiesFile({ ...trial.connector.config, name: trial.connector.name }), {
      mode: 0o600,
    });
    await standalone(session, {
      worker,
      connectors: [source],
      cwd: dir,
      signal,
      onLine: (line) => lines.push(line),
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  throw new StreamkitError(
    'SERVICE_DIED',
    `The trial of connector ${trial.connector.name} ended by itself.`,
    {
      service: 'connect',
      evidence: lines.filter((line) => /ERROR|Exception|Caused by/.test(line)).slice(-5),
    },
  );
}

const pollMs = 200;

export interface TrialRecord {
  /** The topic that the source would write to. */
  topic: string;
  key: string | null;
  value: string | null;
}

/**
 * The first records that a source would produce. Nothing is kept: its topics, offsets and schema history are the trial's.
 * @param url the distributed worker's, which knows the plugins
 * @throws StreamkitError USAGE for a sink or a wrong setting, SERVICE_DIED when the connector fails, EXPECTATION_FAILED
 *   when it produces nothing in time
 */
export async function trySource(
  session: Session,
  connector: ConnectorConfig,
  { max, withinMs }: { max: number; withinMs: number },
): Promise<TrialRecord[]> {
  const url = endpointOf(session, 'connect');
  const { class: plugin } = await validateConnector(url, connector);
  const type = (await listPlugins(url)).find((one) => one.class === plugin)?.type ?? 'unknown';
  const trial = trialOf(connector, type);
  const broker = endpointOf(session, 'kafka');
  const enough = new AbortController();
  const signal = AbortSignal.any([session.signal, enough.signal]);
  const running = runTrial(session, trial, signal);
  try {
    return await Promise.race([running, firstRecords(broker, trial, { max, withinMs, signal })]);
  } finally {
    enough.abort();
    await running.catch(() => undefined);
    const topics = (await listTopics(broker)).map(({ name }) => name);
    const ours = topics.filter((name) => name.startsWith(trial.prefix));
    await deleteTopics(broker, ours, { ifExists: true });
  }
}

/** Fewer than `max` when no more came in time, but at least one. */
async function firstRecords(
  broker: string,
  { prefix, connector }: Trial,
  { max, withinMs, signal }: { max: number; withinMs: number; signal: AbortSignal },
): Promise<TrialRecord[]> {
  const deadline = Date.now() + withinMs;
  const history = connector.config['schema.history.internal.kafka.topic'];
  for (;;) {
    const all = (await listTopics(broker)).map(({ name }) => name);
    const topics = all.filter((name) => name.startsWith(prefix) && name !== history);
    const records = topics.length > 0 ? await recordsOf(broker, topics, signal) : [];
    if (records.length >= max || (Date.now() > deadline && records.length > 0)) {
      return records.slice(0, max).map(({ topic, key, value }) => ({
        topic: topic.slice(prefix.length),
        key: key === null ? null : key.toString(),
        value: value === null ? null : value.toString(),
      }));
    }
    if (Date.now() > deadline) throw nothing(connector.name, withinMs);
    await delay(pollMs, undefined, { signal });
  }
}

async function recordsOf(broker: string, topics: string[], signal: AbortSignal): Promise<KafkaRecord[]> {
  const range = offsetRange('start', Date.now());
  const records: KafkaRecord[] = [];
  for await (const batch of consume(broker, { topics, range, exit: true, readCommitted: false, signal }))
    records.push(...batch);
  return records.sort((a, b) => a.timestamp - b.timestamp);
}

function nothing(name: string, withinMs: number): StreamkitError {
  return new StreamkitError(
    'EXPECTATION_FAILED',
    `Connector ${name} produced no record within ${withinMs / 1000} s.`,
    { service: 'connect', suggestions: ['It may have nothing to read; give it longer with --within 5m.'] },
  );
}

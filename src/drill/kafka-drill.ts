import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createTopic } from '../kafka/topics/create-topic.js';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { describeTopics } from '../kafka/topics/describe-topics.js';
import { replication } from '../services/settings/kafka-settings.js';
import { instanceOf } from '../services/instances.js';
import type { Address, ServiceDefinition } from '../services/types.js';
import { endpointOf, endpointsOf, runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { heal, inject, type Fault } from './fault.js';
import type { Acknowledged } from './ledger.js';
import { startLoad, type Acks, type Load } from './load.js';
import { readBack } from './read-back.js';
import type { DrillName, DrillResult } from './result.js';
import { summarize, type Observed } from './summarize.js';
import { isWhole } from './timeline.js';
import { watch, watchTopic, type Watch } from './watch.js';
import { watchGroup } from './watch-group.js';

export interface DrillOptions {
  fault: Fault['kind'];
  /** Which instance, or which role. */
  target?: string | undefined;
  acks: Acks[];
  /** The user's own topic in place of new ones. */
  topic?: string | undefined;
  /** The user's own consumer group. */
  group?: string | undefined;
  /** Records per second of each load. */
  rate: number;
  /** How long the fault lasts. */
  faultMs: number;
  /** `request.timeout.ms` of the load's producer. */
  requestMs: number;
}

/** A role that may move during the drill, such as the active controller. */
export interface Role {
  name: string;
  /** Who has it before the fault, where only the others are asked. */
  before?: string;
  /** The name of the instance that has it; throws while nobody has. */
  holder: (signal: AbortSignal) => Promise<string>;
}

export interface KafkaDrill {
  drill: DrillName;
  victims: ServiceDefinition[];
  role?: Role;
  /** What another service makes of the records. */
  output?: Output;
}

/** Records that leave the topic again, through a connector for example. */
export interface Output {
  name: string;
  /** Returns when it runs. @param id marks the records */
  start: (topic: string, partitions: number, id: string) => Promise<void>;
  /** All that has come out so far, copies included. */
  arrived: () => Acknowledged[];
  /** Also after an interrupt. */
  stop: () => Promise<void>;
}

const settleMs = 3000;
/** Replicas that have been away catch up within this. */
const wholeMs = 90_000;
const deliveryMs = 90_000;
/** Longer than a connector waits for a lost worker. */
const quietMs = 30_000;

/** A load of numbered records while brokers, or what they depend on, have a fault; everything is healed at the end. */
export async function drillKafka(
  session: Session,
  { drill, victims, role, output }: KafkaDrill,
  options: DrillOptions,
): Promise<DrillResult> {
  const { signal } = session;
  const id = randomBytes(4).toString('hex');
  const brokers = endpointOf(session, 'kafka');
  const fault: Fault = { kind: options.fault, victims };
  const note = (message: string) => {
    session.report({ type: 'note', message });
  };
  const witnesses = witnessesOf(session, victims);
  const topics = await topicsOf(session, id, options);
  const watches: Watch<object>[] = [];
  const end = new AbortController();
  const running = AbortSignal.any([signal, end.signal]);
  let needsHealing = false;
  try {
    const watched = topics.map(({ name }) => watchTopic(witnesses, name, running));
    if (output && topics[0]) await output.start(topics[0].name, topics[0].partitions, id);
    const roles = role && watch(async (limit) => ({ holder: await role.holder(limit) }), running);
    const group = options.group === undefined ? undefined : watchGroup(brokers, options.group, running);
    watches.push(...watched, ...[roles, group].filter((one) => one !== undefined));
    const startedAt = Date.now();
    const loads = topics.map(({ name, partitions, acks }) =>
      startLoad(
        {
          brokers,
          topic: name,
          partitions,
          acks,
          id,
          rate: options.rate,
          ...{ deliveryMs: options.faultMs + deliveryMs, requestMs: options.requestMs },
        },
        running,
      ),
    );
    note(
      `sends ${options.rate} records per second with ${loads.map(({ acks }) => `acks=${acks}`).join(' and ')}`,
    );
    await delay(settleMs, undefined, { signal });
    note(`${verbs[fault.kind]} ${victims.map(({ name }) => name).join(', ')}`);
    needsHealing = true;
    const begin = Date.now();
    await inject(session, fault);
    // A process that is stopped in order works until its end; one that is killed or suspended is so by now.
    const faultAt = fault.kind === 'restart' ? begin : Date.now();
    if (fault.kind !== 'restart') await delay(options.faultMs, undefined, { signal });
    note('heals');
    const healAt = Date.now();
    await heal(session, fault);
    needsHealing = false;
    note('waits until all replicas are in sync');
    await untilWhole(
      watched.map(({ changes }) => changes),
      signal,
    );
    await delay(1000, undefined, { signal });
    const endAt = Date.now();
    const givenUp = (await Promise.all(loads.map(async (load) => load.finish()))).flat();
    if (output && loads[0]) await untilArrived(output, loads[0].ledger.acknowledged.length, signal);
    await Promise.all(watches.map(async (one) => one.close()));
    note('reads all records back');
    const observed: Observed = {
      ...{ startedAt, faultAt, healAt, endAt, givenUp },
      victims: victims
        .filter(({ name }) => endpointNames(session).includes(name))
        .map((one) => instanceOf(one).number),
      loads: [
        ...(await accounts(brokers, id, loads, startedAt, signal, watched)),
        ...(output && loads[0] ? [outputAccount(output, loads[0])] : []),
      ],
      role: role && { name: role.name, changes: withBefore(role, startedAt, roles?.changes ?? []) },
      group: group && { name: options.group ?? '', changes: group.changes },
    };
    return summarize(session, drill, fault, options.rate, observed);
  } finally {
    end.abort();
    await Promise.all(watches.map(async (one) => one.close()));
    if (needsHealing) await heal(session, fault);
    await output?.stop();
    if (options.topic === undefined)
      await deleteTopics(
        brokers,
        topics.map(({ name }) => name),
        { ifExists: true },
      );
  }
}

const verbs = {
  ...{ kill: 'kills', pause: 'pauses', restart: 'restarts', cut: 'cuts' },
  'disk-full': 'refuses all writes of',
};

async function accounts(
  brokers: string,
  id: string,
  loads: Load[],
  startedAt: number,
  signal: AbortSignal,
  watched: ReturnType<typeof watchTopic>[],
): Promise<Observed['loads']> {
  const all: Observed['loads'] = [];
  for (const [index, load] of loads.entries()) {
    const found = await readBack(brokers, { topic: load.topic, id, since: startedAt }, signal);
    all.push({
      name: `acks=${load.acks}`,
      ...{ load, found, states: watched[index]?.changes ?? [], arrived: load.ledger.acknowledged },
    });
  }
  return all;
}

function outputAccount(output: Output, load: Load): Observed['loads'][number] {
  const arrived = output.arrived();
  return { name: output.name, load, found: arrived, states: [], arrived };
}

/** Waits until as many different records have come out as were acknowledged, or nothing comes any more. */
async function untilArrived(output: Output, count: number, signal: AbortSignal): Promise<void> {
  let before = -1;
  for (let quietSince = Date.now(); Date.now() - quietSince < quietMs;) {
    const arrived = output.arrived();
    if (new Set(arrived.map(({ number }) => number)).size >= count) return;
    if (arrived.length !== before) quietSince = Date.now();
    before = arrived.length;
    await delay(100, undefined, { signal });
  }
}

function withBefore({ before }: Role, at: number, changes: { at: number; holder: string }[]) {
  return before === undefined ? changes : [{ at, holder: before }, ...changes];
}

interface DrillTopic {
  name: string;
  partitions: number;
  acks: Acks;
}

/** New topics, one for each level of acks, or the user's own. */
async function topicsOf(session: Session, id: string, { acks, topic }: DrillOptions): Promise<DrillTopic[]> {
  const brokers = endpointOf(session, 'kafka');
  if (topic !== undefined) {
    const [found] = await describeTopics(brokers, [topic]);
    return [{ name: topic, partitions: found?.partitions ?? 1, acks: acks[0] ?? 'all' }];
  }
  const count = endpointsOf(session, 'kafka').length;
  const topics = acks.map((level) => ({ name: `drill-${id}-${level}`, partitions: count, acks: level }));
  const { factor, minInSync } = replication(count);
  for (const { name, partitions } of topics)
    await createTopic(brokers, {
      ...{ name, partitions, replicationFactor: factor },
      configs: { 'min.insync.replicas': String(minInSync) },
    });
  return topics;
}

/** Brokers that the fault is not done to. */
function witnessesOf(session: Session, victims: ServiceDefinition[]): Address[] {
  const stack = runningStack(session, 'kafka');
  const names = endpointNames(session).filter((name) => !victims.some((one) => one.name === name));
  return names.map((name) => ({ host: '127.0.0.1', port: stack.portsOf(name)('client') }));
}

function endpointNames(session: Session): string[] {
  return runningStack(session, 'kafka').instancesOf('kafka');
}

async function untilWhole(states: Parameters<typeof isWhole>[0][], signal: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + wholeMs;
  while (!states.every(isWhole) && Date.now() < giveUpAt) await delay(100, undefined, { signal });
}

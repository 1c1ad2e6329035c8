import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { instanceOf } from '../services/instances.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { heal, inject, namesOf, type Fault } from './fault.js';
import { json, type RecordFormat } from './formats.js';
import { startLoad, type Load } from './load.js';
import { outputAccount, untilArrived, untilFlowing } from './output.js';
import { readBack } from './read-back.js';
import type { DrillResult } from './result.js';
import { summarize, type Observed } from './summarize.js';
import { isWhole } from './timeline.js';
import { endpointNames, topicsOf, witnessesOf } from './topics.js';
import type { DrillOptions, KafkaDrill, Role } from './types.js';
import { watch, watchTopic, type Watch } from './watch.js';
import { watchGroup } from './watch-group.js';

const settleMs = 3000;
const faultMs = 15_000;
/** Replicas that have been away catch up within this. */
const wholeMs = 90_000;
const deliveryMs = 90_000;

/** A load of numbered records while brokers, or what they depend on, have a fault; everything is healed at the end. */
export async function drillKafka(
  session: Session,
  { drill, victims, aim, role, output, format = json }: KafkaDrill,
  options: DrillOptions,
): Promise<DrillResult> {
  const { signal } = session;
  const id = randomBytes(4).toString('hex');
  const brokers = endpointOf(session, 'kafka');
  const lastsMs = options.faultMs ?? faultMs;
  let fault: Fault = { kind: options.fault, victims };
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
          format,
          rate: options.rate,
          deliveryMs: lastsMs + deliveryMs,
          requestMs: options.requestMs,
        },
        running,
      ),
    );
    note(
      `sends ${options.rate} records per second with ${loads.map(({ acks }) => `acks=${acks}`).join(' and ')}`,
    );
    if (output) await untilFlowing(output, signal);
    await delay(settleMs, undefined, { signal });
    if (aim) fault = { ...fault, ...(await aim()) };
    note(`${verbs[fault.kind]} ${namesOf(fault).join(', ')}`);
    needsHealing = true;
    const begin = Date.now();
    await inject(session, fault);
    // A process that is stopped in order works until its end; one that is killed or suspended is so by now.
    const faultAt = fault.kind === 'restart' ? begin : Date.now();
    if (fault.kind !== 'restart') await delay(lastsMs, undefined, { signal });
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
      startedAt,
      faultAt,
      healAt,
      endAt,
      givenUp,
      promises: (await output?.promises?.()) ?? [],
      victims: fault.victims
        .filter(({ name }) => endpointNames(session).includes(name))
        .map((one) => instanceOf(one).number),
      loads: [
        ...(await accounts(brokers, { id, format, since: startedAt }, loads, watched, signal)),
        ...(output && loads[0] ? [outputAccount(output, loads[0])] : []),
      ],
      role: role && { ...role, changes: withBefore(role, startedAt, roles?.changes ?? []) },
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
  kill: 'kills',
  pause: 'pauses',
  restart: 'restarts',
  cut: 'cuts',
  'disk-full': 'refuses all writes of',
};

async function accounts(
  brokers: string,
  reading: { id: string; format: RecordFormat; since: number },
  loads: Load[],
  watched: ReturnType<typeof watchTopic>[],
  signal: AbortSignal,
): Promise<Observed['loads']> {
  const all: Observed['loads'] = [];
  for (const [index, load] of loads.entries()) {
    const found = await readBack(brokers, { ...reading, topic: load.topic }, signal);
    all.push({
      name: `acks=${load.acks}`,
      load,
      found,
      states: watched[index]?.changes ?? [],
      arrived: load.ledger.acknowledged,
    });
  }
  return all;
}

function withBefore({ before }: Role, at: number, changes: { at: number; holder: string }[]) {
  return before === undefined ? changes : [{ at, holder: before }, ...changes];
}

async function untilWhole(states: Parameters<typeof isWhole>[0][], signal: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + wholeMs;
  while (!states.every(isWhole) && Date.now() < giveUpAt) await delay(100, undefined, { signal });
}

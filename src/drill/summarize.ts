import { instanceName } from '../services/instances.js';
import type { Session } from '../stack/session.js';
import type { Fault } from './fault.js';
import type { Acknowledged } from './ledger.js';
import { firstOutput, judge, longestGap, type Found } from './judge.js';
import { keyOf, plannedIn, type Load } from './load.js';
import type { DrillName, DrillResult, LoadResult, Takeover } from './result.js';
import { promisesOf } from './promises.js';
import {
  isrSteps,
  isWhole,
  leaderEvents,
  ledBy,
  lowestIsr,
  newLeaderAfter,
  perStep,
  stepMs,
  type TopicState,
} from './timeline.js';
import { groupResult, type GroupState } from './watch-group.js';

/** What a drill has seen; times are in ms since 1970. */
export interface Observed {
  startedAt: number;
  faultAt: number;
  healAt: number;
  endAt: number;
  /** Why records were given up. */
  givenUp: string[];
  /** Ids of brokers. */
  victims: number[];
  loads: {
    name: string;
    load: Load;
    found: Found[];
    /** Acknowledgments, or what came out, with its time. */
    arrived: Acknowledged[];
    /** Of the topic; none for what came out. */
    states: TopicState[];
  }[];
  role: { name: string; changes: { at: number; holder: string }[] } | undefined;
  group: { name: string; changes: ({ at: number } & GroupState)[] } | undefined;
}

/** The result of a drill on Kafka, from what was observed. */
export function summarize(
  { name, engine, kafkaMode }: Session,
  drill: DrillName,
  fault: Fault,
  rate: number,
  observed: Observed,
): DrillResult {
  const { startedAt, faultAt, healAt, endAt, role, group } = observed;
  const loads = observed.loads.map((one) => loadResult(one, observed));
  const takeover = role && takeoverOf(role, faultAt);
  const promises = promisesOf(loads, {
    whole: observed.loads.every(({ states }) => states.length === 0 || isWhole(states)),
    givenUp: observed.givenUp,
    takeover,
  });
  return {
    version: 1,
    ...{ drill, fault: fault.kind, victims: fault.victims.map((victim) => victim.name), rate, kafkaMode },
    ...{ stack: name, engine: engine.name, at: new Date(startedAt).toISOString() },
    seconds: Math.round((endAt - startedAt) / 100) / 10,
    loads,
    ...(takeover && { takeover }),
    ...(group && { group: groupResult(group.name, group.changes, endAt) }),
    promises,
    broken: promises.filter(({ kept }) => !kept).length,
    timeline: {
      ...{ stepMs, faultMs: faultAt - startedAt, healMs: healAt - startedAt, endMs: endAt - startedAt },
      loads: observed.loads.map(({ name: of, arrived, states }) => ({
        name: of,
        perStep: perStep(arrived, startedAt, endAt),
        isr: isrSteps(states, startedAt),
      })),
      events: eventsOf(observed),
    },
  };
}

function loadResult(
  { name, load, found, arrived, states }: Observed['loads'][number],
  observed: Observed,
): LoadResult {
  const { faultAt, endAt, victims } = observed;
  const { ledger, partitions, plan } = load;
  const { acknowledged, sent } = ledger;
  const led = ledBy(states, victims, faultAt);
  const affected = led.length > 0 ? led : partitions;
  const gap = longestGap(arrived, partitions, [plan.start, endAt]);
  return {
    ...{ name, topic: load.topic, sent, acknowledged: acknowledged.length },
    ...judge({ acknowledged, found, keyOf: keyOf(partitions.length) }),
    longestGapMs: gap.ms,
    gapFromMs: plan.start - observed.startedAt + gap.fromMs,
    newLeaderMs: newLeaderAfter(states, led, victims, faultAt),
    firstOutputMs: firstOutput(arrived, affected, faultAt, plannedIn(load)),
    lowestIsr: lowestIsr(states),
  };
}

/** Who had the role before the fault, and who first after it. Pure. */
export function takeoverOf(
  { name, changes }: { name: string; changes: { at: number; holder: string }[] },
  faultAt: number,
): Takeover {
  const from = changes.findLast(({ at }) => at <= faultAt)?.holder ?? '';
  const next = changes.find(({ at, holder }) => at > faultAt && holder !== from);
  return { role: name, from, to: next?.holder ?? null, ms: next ? next.at - faultAt : null };
}

function eventsOf({ loads, role, startedAt, faultAt }: Observed): DrillResult['timeline']['events'] {
  const several = loads.filter(({ states }) => states.length > 0).length > 1;
  const leaders = loads.flatMap(({ name, states }) =>
    leaderEvents(states, startedAt, (id) => instanceName('kafka', id)).map(({ atMs, what }) => ({
      atMs,
      what: several ? `${name}, ${what}` : what,
    })),
  );
  const roles = (role?.changes ?? [])
    .filter(({ at }) => at > faultAt)
    .map(({ at, holder }) => ({ atMs: at - startedAt, what: `${role?.name ?? ''}: ${holder}` }));
  return [...leaders, ...roles].toSorted((a, b) => a.atMs - b.atMs);
}

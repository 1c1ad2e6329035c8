import { instanceName } from '../services/instances.js';
import type { Session } from '../stack/session.js';
import { namesOf, type Fault } from './fault.js';
import type { Acknowledged } from './ledger.js';
import { firstOutput, judge, longestGap, type Found } from './judge.js';
import { keyOf, plannedIn, type Load } from './load.js';
import type { DrillName, DrillResult, Guarantee, LoadResult, PromiseResult, Takeover } from './result.js';
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
    /** Gaps count from here on (default: from the start of the load). */
    since?: number;
    guarantee?: Guarantee;
    unordered?: true;
  }[];
  /** More that has to hold. */
  promises: PromiseResult[];
  role: { name: string; promise?: string; changes: { at: number; holder: string }[] } | undefined;
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
  const promises = [
    ...promisesOf(loads, {
      whole: observed.loads.every(({ states }) => states.length === 0 || isWhole(states)),
      givenUp: observed.givenUp,
      takeover: takeover && { ...takeover, promise: role.promise },
    }),
    ...observed.promises,
  ];
  return {
    version: 1,
    drill,
    fault: fault.kind,
    victims: namesOf(fault),
    rate,
    kafkaMode,
    stack: name,
    engine: engine.name,
    at: new Date(startedAt).toISOString(),
    seconds: Math.round((endAt - startedAt) / 100) / 10,
    loads,
    ...(takeover && { takeover }),
    ...(group && { group: groupResult(group.name, group.changes, endAt) }),
    promises,
    broken: promises.filter(({ kept }) => !kept).length,
    timeline: {
      stepMs,
      faultMs: faultAt - startedAt,
      healMs: healAt - startedAt,
      endMs: endAt - startedAt,
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
  { name, load, found, arrived, states, since, guarantee, unordered }: Observed['loads'][number],
  observed: Observed,
): LoadResult {
  const { faultAt, endAt, victims } = observed;
  const { ledger, partitions, plan } = load;
  const { acknowledged, sent } = ledger;
  const led = ledBy(states, victims, faultAt);
  const affected = led.length > 0 ? led : partitions;
  const gapsFrom = since ?? plan.start;
  const gap = longestGap(arrived, partitions, [gapsFrom, endAt]);
  return {
    name,
    topic: load.topic,
    sent,
    acknowledged: acknowledged.length,
    ...judge({ acknowledged, found, keyOf: keyOf(partitions.length) }),
    longestGapMs: gap.ms,
    gapFromMs: gapsFrom - observed.startedAt + gap.fromMs,
    newLeaderMs: newLeaderAfter(states, led, victims, faultAt),
    firstOutputMs: firstOutput(arrived, affected, faultAt, plannedIn(load)),
    lowestIsr: lowestIsr(states),
    ...(guarantee && { guarantee }),
    ...(unordered && { unordered }),
  };
}

/**
 * Who had the role before the fault, and who first after it: another one, or the same one after nobody had it (an empty
 * holder). Pure.
 */
export function takeoverOf(
  { name, changes }: { name: string; changes: { at: number; holder: string }[] },
  faultAt: number,
): Takeover {
  const before = changes.filter(({ at }) => at <= faultAt);
  const from = before.findLast(({ holder }) => holder !== '')?.holder ?? '';
  let vacant = before.at(-1)?.holder === '';
  const next = changes.find(({ at, holder }) => {
    if (at <= faultAt) return false;
    vacant ||= holder === '';
    return holder !== '' && (vacant || holder !== from);
  });
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
    .map(({ at, holder }) => ({
      atMs: at - startedAt,
      what: `${role?.name ?? ''}: ${holder === '' ? 'nobody' : holder}`,
    }));
  return [...leaders, ...roles].toSorted((a, b) => a.atMs - b.atMs);
}

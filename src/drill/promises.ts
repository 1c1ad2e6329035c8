import type { LoadResult, PromiseResult, Takeover } from './result.js';

export interface Circumstances {
  /** Whether all replicas were in sync in the end. */
  whole: boolean;
  /** Why records were given up. */
  givenUp: string[];
  takeover?: (Takeover & { promise?: string | undefined }) | undefined;
}

/**
 * What must hold in a drill on Kafka. With acks=1 records may be lost: that is reported, and does not break a promise. Copies
 * do not break one either: the load retries without idempotence. Pure.
 */
export function promisesOf(
  loads: LoadResult[],
  { whole, givenUp, takeover }: Circumstances,
): PromiseResult[] {
  return [
    ...loads.flatMap((load): PromiseResult[] => [
      ...(load.name === 'acks=1' ? [] : [losesNothing(load)]),
      ...(load.guarantee === 'exactly-once' ? [writesOnce(load)] : []),
      ...(load.unordered ? [] : [keepsOrder(load)]),
      {
        name: `${load.name}: the load resumes after the fault`,
        kept: load.firstOutputMs !== null,
        observed:
          load.firstOutputMs === null
            ? 'no record of after the fault arrived in an affected partition'
            : `first output after ${load.firstOutputMs} ms`,
      },
    ]),
    {
      name: 'each record is acknowledged in the end',
      kept: givenUp.length === 0,
      observed: givenUp[0] ?? 'all are',
    },
    {
      name: 'all replicas are in sync again',
      kept: whole,
      observed: whole ? 'all are' : 'some are not, or a partition has no leader',
    },
    ...(takeover === undefined || takeover.from === '' ? [] : [takesOver(takeover)]),
  ];
}

function losesNothing({ name, lost, acknowledged }: LoadResult): PromiseResult {
  return {
    name: `${name}: no acknowledged record is lost`,
    // Without a single acknowledged record nothing was shown.
    kept: lost === 0 && acknowledged > 0,
    observed: `${lost} of ${acknowledged} lost`,
  };
}

function writesOnce({ name, duplicated, acknowledged }: LoadResult): PromiseResult {
  return {
    name: `${name}: no record is written twice`,
    kept: duplicated === 0,
    observed: `${duplicated} copies of ${acknowledged} records`,
  };
}

function keepsOrder({ name, outOfOrder, acknowledged }: LoadResult): PromiseResult {
  return {
    name: `${name}: records of a key stay in order`,
    kept: outOfOrder === 0,
    observed: `${outOfOrder} of ${acknowledged} out of order`,
  };
}

function takesOver({
  role,
  from,
  to,
  ms,
  promise = `another one becomes ${role}`,
}: Takeover & { promise?: string | undefined }): PromiseResult {
  return {
    name: promise,
    kept: to !== null,
    observed: to === null ? `${from} was not replaced` : `${to} after ${ms ?? 0} ms`,
  };
}

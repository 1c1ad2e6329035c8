import { StreamkitError } from '../../shared/errors.js';
import { offsetRange, type OffsetRange } from './offset-range.js';
import type { Expectation } from '../records/expect-records.js';

/** What a user asked `consume` for. */
export interface ConsumeWish {
  offset?: string | undefined;
  fromBeginning: boolean;
  exit: boolean;
  partitions?: number[] | undefined;
  group?: string | undefined;
  max?: number | undefined;
  expect?: number | undefined;
  withinMs: number;
  /** Whether the records are wanted as one result at the end. */
  asOneResult: boolean;
}

export interface ConsumeRequest {
  range: OffsetRange;
  max: number | undefined;
  expectation: Expectation | undefined;
}

/**
 * Where to read from and when to stop. Pure.
 * @param now milliseconds since the epoch
 * @throws StreamkitError USAGE for wishes that do not go together
 */
export function consumeRequest(wish: ConsumeWish, now: number): ConsumeRequest {
  const range = offsetRange(wish.offset ?? (wish.fromBeginning ? 'start' : 'end'), now);
  if (wish.group !== undefined && (wish.partitions !== undefined || range.until !== undefined)) {
    throw new StreamkitError(
      'USAGE',
      'A group reads the partitions it is given, from where it has come to.',
      {
        suggestions: [
          'Leave out --group to read chosen partitions or a range of offsets.',
          `streamkit group reset ${wish.group} --topic TOPIC --to OFFSET moves the group`,
        ],
      },
    );
  }
  if (
    wish.asOneResult &&
    !wish.exit &&
    range.until === undefined &&
    (wish.max ?? wish.expect) === undefined
  ) {
    throw new StreamkitError('USAGE', '--json prints one result at the end, and this has no end.', {
      suggestions: [
        'Add --exit, --max or --expect.',
        'Use --format json-each-row to follow with a record a line.',
      ],
    });
  }
  const { expect: count, withinMs } = wish;
  return {
    range,
    max: count ?? wish.max,
    expectation: count === undefined ? undefined : { count, withinMs },
  };
}

import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { offsetRange, type OffsetRange } from './offset-range.js';
import type { Expectation } from '../records/expect-records.js';

/** The flags of `consume` that decide what is read. */
export interface ConsumeFlags {
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
 * @throws StreamkitError USAGE for flags that do not go together
 */
export function consumeRequest(flags: ConsumeFlags, now: number): ConsumeRequest {
  const range = offsetRange(flags.offset ?? (flags.fromBeginning ? 'start' : 'end'), now);
  if (flags.group !== undefined && (flags.partitions !== undefined || range.until !== undefined)) {
    const text =
      '--group cannot be combined with --partition or a range: the group decides what its members read.';
    throw new StreamkitError('USAGE', text, {
      suggestions: [
        'Leave out --group to read chosen partitions or a range of offsets.',
        suggest(
          'Set the offsets of the group',
          'group',
          'reset',
          flags.group,
          '--topic',
          'TOPIC',
          '--to',
          'OFFSET',
        ),
      ],
    });
  }
  if (
    flags.asOneResult &&
    !flags.exit &&
    range.until === undefined &&
    (flags.max ?? flags.expect) === undefined
  ) {
    throw new StreamkitError('USAGE', '--json prints one result at the end, but this read has no end.', {
      suggestions: [
        'Add --exit, --max or --expect.',
        'Use --format json-each-row to follow with one record per line.',
      ],
    });
  }
  const { expect: count, withinMs } = flags;
  return {
    range,
    max: count ?? flags.max,
    expectation: count === undefined ? undefined : { count, withinMs },
  };
}

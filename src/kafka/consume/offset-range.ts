import { parseTime } from '../../shared/duration.js';
import { StreamkitError } from '../../shared/errors.js';

/** A position in each partition of a topic. */
export type Position =
  | { kind: 'start'; plus: number }
  | { kind: 'end'; minus: number }
  | { kind: 'offset'; offset: number }
  /** The next offset of each partition; the start of those that are not named. */
  | { kind: 'each'; offsets: ReadonlyMap<number, number> }
  /** The first record that is not older; milliseconds since the epoch. */
  | { kind: 'time'; ms: number };

/** What to read: from a position, up to (and without) another one, or without an end. */
export interface OffsetRange {
  from: Position;
  until?: Position;
}

const date = String.raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const duration = String.raw`[+-]?(?:(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+|P(?:\d+[WD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?)`;
const time = `${date}|${duration}|\\d+`;
const times = new RegExp(`^@(${time})?(:)?(?:@?(${time}|end))?$`);
const position = String.raw`start|end|[+-]?\d+`;
const positions = new RegExp(`^(${position})?(:)?(${position})?$`);
const isDuration = new RegExp(`^(?:${duration})$`);

/**
 * Reads the offsets of `rpk topic consume`: `start`, `end`, `100`, `+10` after the start, `-10` before the end, `100:200`,
 * `:end`, `@1700000000000`, `@2024-01-31`, `@-1h:end`, `@-2h:-1h`, `@2024-01-31:+1h`, `@:2024-01-31`. Pure.
 * @param now milliseconds since the epoch. Durations count from it; behind a date, they count from the date
 * @throws StreamkitError USAGE
 */
export function offsetRange(text: string, now: number): OffsetRange {
  return text.startsWith('@') ? timeRange(text, now) : positionRange(text);
}

/** One position, as `group reset --to` accepts it. @throws StreamkitError USAGE, also for a range */
export function offsetPosition(text: string, now: number): Position {
  const { from, until } = offsetRange(text, now);
  if (until !== undefined || text.endsWith(':')) throw notARange(text);
  return from;
}

function timeRange(text: string, now: number): OffsetRange {
  const [whole, from, colon, until] = times.exec(text) ?? [];
  const isEmpty = from === undefined && until === undefined;
  if (whole === undefined || isEmpty || (until !== undefined && colon === undefined)) throw notARange(text);
  const start: Position =
    from === undefined ? { kind: 'start', plus: 0 } : { kind: 'time', ms: timeOf(from, now, text) };
  if (until === undefined) return { from: start };
  if (until === 'end') return { from: start, until: { kind: 'end', minus: 0 } };
  const base = start.kind === 'time' && from !== undefined && !isDuration.test(from) ? start.ms : now;
  return { from: start, until: { kind: 'time', ms: timeOf(until, base, text) } };
}

function positionRange(text: string): OffsetRange {
  const [whole, from, colon, until] = positions.exec(text) ?? [];
  if (whole === undefined || whole === '' || whole === ':' || (until !== undefined && colon === undefined)) {
    throw notARange(text);
  }
  return {
    from: from === undefined ? { kind: 'start', plus: 0 } : positionOf(from),
    ...(until === undefined ? {} : { until: positionOf(until) }),
  };
}

function positionOf(text: string): Position {
  if (text === 'start') return { kind: 'start', plus: 0 };
  if (text === 'end') return { kind: 'end', minus: 0 };
  if (text.startsWith('+')) return { kind: 'start', plus: Number(text.slice(1)) };
  if (text.startsWith('-')) return { kind: 'end', minus: Number(text.slice(1)) };
  return { kind: 'offset', offset: Number(text) };
}

const unitsMs: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  // Of ISO 8601; a month would share its letter with a minute and is not accepted.
  S: 1000,
  M: 60_000,
  H: 3_600_000,
  D: 86_400_000,
  W: 604_800_000,
};

/** Digits alone are seconds up to ten of them and milliseconds beyond that, as in rpk. */
function timeOf(text: string, base: number, whole: string): number {
  if (isDuration.test(text)) {
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdSMHDW])/g)];
    if (parts.length === 0) throw notARange(whole);
    const length = parts.reduce((ms, [, n, unit]) => ms + Number(n) * (unitsMs[unit ?? ''] ?? 0), 0);
    return Math.round(text.startsWith('-') ? base - length : base + length);
  }
  if (/^\d+$/.test(text)) return text.length <= 10 ? Number(text) * 1000 : Number(text);
  const ms = parseTime(text);
  if (Number.isNaN(ms)) throw notARange(whole);
  return ms;
}

function notARange(text: string): StreamkitError {
  return new StreamkitError('USAGE', `"${text}" is not an offset or a range of offsets.`, {
    suggestions: [
      'Write it as start, end, 100, +10, -10, 100:200, @-1h, @2024-01-31T12:00:00Z, @2024-01-31:+1h or @-1h:end.',
    ],
  });
}

import { StreamkitError } from '../../shared/errors.js';

/** A place in each partition of a topic. */
export type Position =
  | { kind: 'start'; plus: number }
  | { kind: 'end'; minus: number }
  | { kind: 'offset'; offset: number }
  /** The first record not older; milliseconds since the epoch. */
  | { kind: 'time'; ms: number };

/** What to read: from a place, up to (and without) another one, or on and on. */
export interface OffsetRange {
  from: Position;
  until?: Position;
}

const time = String.raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?|-(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+|\d+`;
const place = String.raw`start|end|[+-]?\d+`;
const places = new RegExp(`^(${place})?(:)?(${place})?$`);
const times = new RegExp(`^@(${time})(:)?(?:@?(${time}|end))?$`);

/**
 * Reads the offsets of `rpk topic consume`: `start`, `end`, `100`, `+10` after the start, `-10` before the end, `100:200`,
 * `:end`, `@1700000000000`, `@2024-01-31`, `@-1h:end`, `@-2h:-1h`. Pure.
 * @param now milliseconds since the epoch, which `-1h` counts from
 * @throws StreamkitError USAGE
 */
export function offsetRange(text: string, now: number): OffsetRange {
  const [, timeFrom, timeColon, timeUntil] = times.exec(text) ?? [];
  if (timeFrom !== undefined && (timeColon !== undefined || timeUntil === undefined)) {
    const from = { kind: 'time', ms: timeOf(timeFrom, now) } as const;
    if (timeUntil === undefined) return { from };
    if (timeUntil === 'end') return { from, until: { kind: 'end', minus: 0 } };
    return { from, until: { kind: 'time', ms: timeOf(timeUntil, now) } };
  }
  const [whole, from, colon, until] = places.exec(text) ?? [];
  if (whole === undefined || whole === '' || whole === ':' || (until !== undefined && colon === undefined)) {
    throw notARange(text);
  }
  return {
    from: from === undefined ? { kind: 'start', plus: 0 } : placeOf(from),
    ...(until === undefined ? {} : { until: placeOf(until) }),
  };
}

/** One place, as `group reset --to` takes it. @throws StreamkitError USAGE, also for a range */
export function offsetPosition(text: string, now: number): Position {
  const { from, until } = offsetRange(text, now);
  if (until !== undefined || text.endsWith(':')) throw notARange(text);
  return from;
}

function placeOf(text: string): Position {
  if (text === 'start') return { kind: 'start', plus: 0 };
  if (text === 'end') return { kind: 'end', minus: 0 };
  if (text.startsWith('+')) return { kind: 'start', plus: Number(text.slice(1)) };
  if (text.startsWith('-')) return { kind: 'end', minus: Number(text.slice(1)) };
  return { kind: 'offset', offset: Number(text) };
}

const unitsMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Digits alone are seconds up to ten of them and milliseconds from there on, as rpk has it. */
function timeOf(text: string, now: number): number {
  if (text.startsWith('-')) {
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
    return Math.round(parts.reduce((ms, [, n, unit]) => ms - Number(n) * (unitsMs[unit ?? ''] ?? 0), now));
  }
  if (/^\d+$/.test(text)) return text.length <= 10 ? Number(text) * 1000 : Number(text);
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw notARange(`@${text}`);
  return ms;
}

function notARange(text: string): StreamkitError {
  return new StreamkitError('USAGE', `"${text}" is no place in a topic.`, {
    suggestions: ['Write it as start, end, 100, +10, -10, 100:200, @-1h, @2024-01-31T12:00:00Z or @-1h:end.'],
  });
}

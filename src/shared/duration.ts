import { StreamkitError } from './errors.js';

const unitsMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `500ms`, `30s`, `5m`, `1h` in milliseconds. @throws StreamkitError USAGE for anything else */
export function parseDuration(text: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const factor = unitsMs[unit];
  if (number === undefined || factor === undefined) {
    throw new StreamkitError('USAGE', `"${text}" is not a valid duration.`, {
      suggestions: ['For example: 500ms, 30s, 5m or 1h.'],
    });
  }
  return Number(number) * factor;
}

/**
 * Milliseconds since 1970 of an ISO 8601 date or time; NaN for one that does not exist. Date.parse alone takes 30 February for
 * 2 March.
 */
export function parseTime(text: string): number {
  const ms = Date.parse(text);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (Number.isNaN(ms) || day === undefined) return ms;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? ms : NaN;
}

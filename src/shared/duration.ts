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

const numbers = new Intl.NumberFormat('en-US');

export function count(value: number): string {
  return numbers.format(value);
}

/** A dash stands for what is not known, or not there. */
export function countOrDash(value: number | null): string {
  return value === null ? '–' : count(value);
}

/** `1.2k`, `3.4M`: for labels with little room. */
export function short(value: number): string {
  if (value < 1000)
    return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
  if (value < 1_000_000) return `${(value / 1000).toFixed(value < 10_000 ? 1 : 0)}k`;
  if (value < 1e9) return `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)}M`;
  return `${(value / 1e9).toFixed(1)}G`;
}

/** Records per second. */
export function rate(value: number): string {
  if (value === 0) return '0/s';
  return value < 0.1 ? '<0.1/s' : `${short(value)}/s`;
}

export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let left = value;
  let unit = 0;
  while (left >= 1024 && unit < units.length - 1) {
    left /= 1024;
    unit++;
  }
  return `${unit === 0 || left >= 100 ? Math.round(left) : left.toFixed(1)} ${units[unit] ?? ''}`;
}

/** `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h ${pad(Math.floor(whole / 60) % 60)} min`;
  return `${Math.floor(whole / 86_400)} d ${Math.floor(whole / 3600) % 24} h`;
}

export function plural(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? '' : 's'}`;
}

/** `2026-01-31 12:30:05.123`. @param utc else in the time zone of the browser */
export function exactTime(ms: number, utc: boolean): string {
  const date = new Date(utc ? ms : ms - new Date(ms).getTimezoneOffset() * 60_000);
  if (Number.isNaN(date.getTime())) return String(ms);
  return date
    .toISOString()
    .replace('T', ' ')
    .replace('Z', utc ? 'Z' : '');
}

/** `12:30:05.123`. */
export function clockTime(ms: number, utc: boolean): string {
  return exactTime(ms, utc).slice(11);
}

export function ago(ms: number, now: number): string {
  const seconds = Math.max(0, (now - ms) / 1000);
  return seconds < 1 ? 'now' : `${duration(seconds)} ago`;
}

/** A string in JSON indented; undefined for anything else. */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    // Long integers would lose digits on their way through numbers.
    if (/\d{16}/.test(text)) return undefined;
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

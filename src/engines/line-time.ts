import type { LogLine } from './engine.js';

/** Makes lines of a log's texts, from the first one on; one without a time has that of the line before it. */
export function timedLines(service: string, since: Date | undefined): (texts: string[]) => LogLine[] {
  const timeOf = sequentialTimes();
  let time: Date | undefined;
  return (texts) => {
    const lines: LogLine[] = [];
    for (const text of texts) {
      time = timeOf(text) ?? time;
      if (!since || (time && time >= since)) lines.push({ service, time, text });
    }
    return lines;
  };
}

/** The time that our services' log lines begin with: 2026-01-31T12:00:00.000+0100, MariaDB's local 2026-01-31 12:00:00, PostgreSQL's 2026-01-31 12:00:00.000 UTC. */
export function timeIn(line: string): Date | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d)[T ]([ \d]\d:\d\d:\d\d(?:[.,]\d{3})?)(?:(Z| UTC\b|[+-]\d\d):?(\d\d)?)?/.exec(line);
  if (!match) return undefined;
  const [, day = '', time = '', zone, minutes] = match;
  const moment = `${day}T${time.replace(',', '.').replace(' ', '0')}`;
  if (zone === undefined) return new Date(moment);
  if (zone === 'Z' || zone === ' UTC') return new Date(`${moment}Z`);
  return new Date(`${moment}${zone}:${minutes ?? '00'}`);
}

/** Where `2026-01-31T12:00:`, the seconds, `.`, the milliseconds and the zone are. */
const at = { seconds: 17, point: 19, milliseconds: 20, zone: 23, end: 29 };

/** As `timeIn`, for the lines of one log: most are of the same minute as the line before, whose start is parsed once. */
function sequentialTimes(): (line: string) => Date | undefined {
  let minute = '';
  let zone = '';
  let start = 0;
  return (line) => {
    const milliseconds = millisecondsIn(line);
    if (milliseconds === undefined) return timeIn(line);
    if (minute === '' || !line.startsWith(minute) || line.slice(at.zone, at.end) !== zone) {
      const time = timeIn(line);
      if (!time) return undefined;
      minute = line.slice(0, at.seconds);
      zone = line.slice(at.zone, at.end);
      start = time.getTime() - milliseconds;
    }
    return new Date(start + milliseconds);
  };
}

/** Seconds and milliseconds at their places, as milliseconds. */
function millisecondsIn(line: string): number | undefined {
  const point = line.charCodeAt(at.point);
  if (point !== 0x2e && point !== 0x2c) return undefined;
  let value = 0;
  for (let place = at.seconds; place < at.zone; place++) {
    if (place === at.point) continue;
    const digit = line.charCodeAt(place) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

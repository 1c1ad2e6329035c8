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

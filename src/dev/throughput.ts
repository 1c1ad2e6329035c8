import type { Snapshot } from '../console/watch/types.js';

/** Rates and lags that are worth a line: of topics that are written to, and of groups that read. Pure. */
export function throughputLine({ topics, groups }: Pick<Snapshot, 'topics' | 'groups'>): string {
  const written = topics.filter(({ internal, inRate }) => !internal && inRate > 0);
  const reading = groups.filter(({ outRate, lag }) => outRate > 0 || lag > 0);
  return [
    ...written.map(({ name, inRate }) => `${name} ${rate(inRate)}`),
    ...reading.map(({ name, outRate, lag }) => `${name} reads ${rate(outRate)}, lag ${lag}`),
  ].join('  ·  ');
}

function rate(perSecond: number): string {
  return perSecond >= 10 ? `${Math.round(perSecond)}/s` : `${perSecond.toFixed(1)}/s`;
}

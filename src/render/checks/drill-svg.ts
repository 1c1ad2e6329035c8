import type { DrillResult, LoadResult, Timeline } from '../../drill/result.js';

const width = 960;
const left = 70;
const right = 20;
const lane = { height: 110, gap: 56 };
const isrHeight = 36;
const top = 64;
const eventLine = 16;

/** The timeline of a drill as one SVG file that loads nothing else, readable in light and dark. */
export function drillSvg(result: DrillResult): string {
  const { timeline, drill, fault, victims, loads } = result;
  const x = (ms: number) => left + (ms / Math.max(1, timeline.endMs)) * (width - left - right);
  const bottom = top + timeline.loads.length * (lane.height + isrHeight + lane.gap);
  const events = timeline.events.filter(({ atMs }) => atMs <= timeline.endMs);
  const height = bottom + 40 + events.length * eventLine;
  const title = `drill ${drill}: ${fault} ${victims.join(', ')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<title>${escape(title)}</title>
<style>
svg { color-scheme: light dark; --text: #1b1f24; --muted: #57606a; --back: #ffffff; --bar: #0b6bcb; --fault: #fbe3e4; --gap: #b35900; --isr: #1a7f37; --line: #d0d7de; }
@media (prefers-color-scheme: dark) { svg { --text: #e6edf3; --muted: #9198a1; --back: #0d1117; --bar: #4493f8; --fault: #4a1d22; --gap: #e3a04f; --isr: #3fb950; --line: #3d444d; } }
text { font: 12px system-ui, sans-serif; fill: var(--text); } .muted { fill: var(--muted); } .head { font-size: 16px; font-weight: 600; }
.back { fill: var(--back); } .bar { fill: var(--bar); } .fault { fill: var(--fault); } .burst { opacity: .55; } .gap { stroke: var(--gap); stroke-width: 3; }
.isr { fill: none; stroke: var(--isr); stroke-width: 2; } .axis, .event { stroke: var(--line); } .event { stroke-dasharray: 3 3; stroke: var(--muted); }
</style>
<rect class="back" width="${width}" height="${height}"/>
<text class="head" x="${left}" y="26">${escape(title)}</text>
<text class="muted" x="${left}" y="44">${escape(result.at)}, ${result.rate} records per second, Kafka in ${result.kafkaMode} mode</text>
<rect class="fault" x="${at(x(timeline.faultMs))}" y="${top - 8}" width="${at(Math.max(2, x(timeline.healMs) - x(timeline.faultMs)))}" height="${bottom - top}"/>
${timeline.loads.map((one, index) => loadLanes(one, loads[index], result, index, x)).join('\n')}
${seconds(timeline, bottom, x)}
${events.map(({ atMs, what }, index) => event(atMs, what, bottom + 38 + index * eventLine, bottom, x)).join('\n')}
</svg>
`;
}

type Place = (ms: number) => number;

function loadLanes(
  { name, perStep, isr }: Timeline['loads'][number],
  load: LoadResult | undefined,
  { rate, timeline: { stepMs, endMs } }: DrillResult,
  index: number,
  x: Place,
): string {
  const y = top + index * (lane.height + isrHeight + lane.gap);
  const base = y + lane.height;
  // What waited arrives in one burst, which would hide all else: bars end at three times the rate.
  const most = Math.max(1, Math.min(Math.max(...perStep), (3 * rate * stepMs) / 1000));
  const barWidth = at(Math.max(1, x(stepMs) - x(0) - 0.5));
  const bars = perStep.map((count, step) => {
    const tall = (Math.min(count, most) / most) * (lane.height - 20);
    const kind = count > most ? 'bar burst' : 'bar';
    return count === 0
      ? ''
      : `<rect class="${kind}" x="${at(x(step * stepMs))}" y="${at(base - tall)}" width="${barWidth}" height="${at(tall)}"><title>${count}</title></rect>`;
  });
  const perSecond = Math.round((most * 1000) / stepMs);
  const gap =
    load && load.longestGapMs > 0
      ? `<line class="gap" x1="${at(x(load.gapFromMs))}" x2="${at(x(Math.min(endMs, load.gapFromMs + load.longestGapMs)))}" y1="${base + 4}" y2="${base + 4}"/>`
      : '';
  const words = load
    ? `: ${load.acknowledged} acknowledged, ${load.lost} lost, ${load.duplicated} duplicated, longest gap ${load.longestGapMs} ms`
    : '';
  return `<text x="${left}" y="${y + 8}">${escape(name + words)}</text>
<text class="muted" x="${left - 6}" y="${y + 24}" text-anchor="end">${perSecond}/s</text>
${bars.join('')}
<line class="axis" x1="${left}" x2="${width - right}" y1="${base}" y2="${base}"/>
${gap}
${isrLane(isr, base + 14, endMs, x)}`;
}

/** In-sync replicas of the worst partition as a line of steps. */
function isrLane(isr: Timeline['loads'][number]['isr'], y: number, endMs: number, x: Place): string {
  if (isr.length === 0) return '';
  const most = Math.max(1, ...isr.map(({ inSync }) => inSync));
  const level = (inSync: number) => at(y + isrHeight - (inSync / most) * (isrHeight - 6));
  const path = isr
    .map(({ atMs, inSync }, index) =>
      index === 0 ? `M${at(x(Math.max(0, atMs)))} ${level(inSync)}` : `H${at(x(atMs))} V${level(inSync)}`,
    )
    .join(' ');
  return `<text class="muted" x="${left - 6}" y="${y + 12}" text-anchor="end">ISR ${most}</text>
<path class="isr" d="${path} H${at(x(endMs))}"/>`;
}

function seconds({ endMs }: Timeline, y: number, x: Place): string {
  const step = endMs > 40_000 ? 10_000 : endMs > 15_000 ? 5000 : 1000;
  const marks = Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => index * step);
  return marks
    .map((ms) => `<text class="muted" x="${at(x(ms))}" y="${y}" text-anchor="middle">${ms / 1000} s</text>`)
    .join('');
}

function event(atMs: number, what: string, y: number, bottom: number, x: Place): string {
  return `<line class="event" x1="${at(x(atMs))}" x2="${at(x(atMs))}" y1="${top - 8}" y2="${bottom - 14}"/><text x="${left}" y="${y}">${(atMs / 1000).toFixed(1)} s: ${escape(what)}</text>`;
}

function at(value: number): string {
  return value.toFixed(1);
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

import type { Comparison } from '../../compare/result.js';
import { figures, disturbedRounds, processorsIn, spreadOf, type Figure } from './comparison-figures.js';

const width = 470;
const bar = { height: 26, gap: 10, label: 105, value: 150 };

/** The comparison as one HTML file that loads nothing else, readable in light and dark. */
export function comparisonHtml(comparison: Comparison): string {
  const names = processorsIn(comparison);
  const charts = figures.map((figure) => chart(comparison, names, figure)).join('\n');
  const { machine, at } = comparison;
  const disturbed = disturbedRounds(comparison).map(
    (words) => `<p class="warning">${escape(capitalized(words))}.</p>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stream processors compared</title>
<style>
:root { color-scheme: light dark; --text: #1b1f24; --muted: #57606a; --back: #ffffff; --bar: #0b6bcb; --whisker: #1b1f24; --line: #d0d7de; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --muted: #9198a1; --back: #0d1117; --bar: #4493f8; --whisker: #e6edf3; --line: #3d444d; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); max-width: 1360px; margin: 2rem auto; padding: 0 1rem; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 1.5rem; }
figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: 1rem; }
figcaption { font-weight: 600; } small, dd, .muted { color: var(--muted); }
svg { width: 100%; height: auto; } text { fill: var(--text); font-size: 14px; } rect { fill: var(--bar); }
.whisker { stroke: var(--whisker); stroke-width: 2; } .warning { border-left: 4px solid #bf8700; padding-left: .75rem; }
dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: .2rem 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Stream processors compared</h1>
<p class="muted">The same ${escape(String(comparison.settings['job'] ?? ''))} job on each. Bars are medians of all rounds, lines reach from the smallest to the largest. ${escape(dateText(at))}</p>
${disturbed.join('\n')}
<main>
${charts}
</main>
<h2>Conditions</h2>
<dl>
${entries({
  machine: `${machine.cores} x ${machine.cpus}, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.platform}, Node.js ${machine.node}`,
  ...prefixed('version of ', comparison.versions),
  ...comparison.settings,
  ...prefixed('seconds to build ', comparison.buildSeconds),
})}
</dl>
</body>
</html>
`;
}

function chart(comparison: Comparison, names: ReturnType<typeof processorsIn>, figure: Figure): string {
  const spreads = names.map((name) => spreadOf(comparison, name, figure));
  const largest = Math.max(...spreads.map((one) => one?.max ?? 0), 1e-9);
  const room = width - bar.label - bar.value;
  const rows = names.map((name, index) => {
    const y = index * (bar.height + bar.gap);
    const middle = y + bar.height / 2;
    const one = spreads[index];
    const guarantee = comparison.measurements.find(({ processor }) => processor === name)?.guarantee ?? '';
    const label = `<text x="0" y="${middle + 5}">${name}</text>`;
    if (!one) return `${label}<text x="${bar.label}" y="${middle + 5}">not measured</text>`;
    const at = (value: number) => (bar.label + (value / largest) * room).toFixed(1);
    const whisker =
      one.min === one.max
        ? ''
        : `<line class="whisker" x1="${at(one.min)}" x2="${at(one.max)}" y1="${middle}" y2="${middle}"/>`;
    const length = ((one.median / largest) * room).toFixed(1);
    return `${label}<rect x="${bar.label}" y="${y}" width="${length}" height="${bar.height}" rx="3"/>${whisker}<text x="${Number(at(one.max)) + 8}" y="${middle + 5}">${number(one.median)} <tspan opacity=".65" font-size="11">${guarantee}</tspan></text>`;
  });
  const height = names.length * (bar.height + bar.gap);
  const title = figure.unit === '' ? figure.name : `${figure.name}, ${figure.unit}`;
  return `<figure><figcaption>${title} <small>${figure.better} is better</small></figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">${rows.join('')}</svg></figure>`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param iso 2026-01-31T12:00:00.000Z */
function dateText(iso: string): string {
  return `${new Date(iso).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;
}

function prefixed(prefix: string, values: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));
}

function entries(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        `<dt>${escape(name)}</dt><dd>${escape(typeof value === 'number' ? number(value) : value)}</dd>`,
    )
    .join('\n');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

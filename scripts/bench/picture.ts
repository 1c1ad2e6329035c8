import type { Summary } from './report.js';

const barsAt = 380;
const goalWidth = 240;
const width = barsAt + goalWidth * 2 + 120;
const lineHeight = 24;

/** A bar for each ratio that has a goal, drawn as a part of that goal; what lies right of the line has missed it. Pure. */
export function picture(summaries: Summary[]): string {
  const bars = summaries.flatMap(({ what, ratio, goal }) =>
    ratio === undefined || goal === undefined ? [] : [{ what, ratio, goal }],
  );
  const height = bars.length * lineHeight + 40;
  const lines = bars.map(({ what, ratio, goal }, index) => {
    const y = 30 + index * lineHeight;
    const length = Math.min(ratio / goal, 2) * goalWidth;
    const colour = ratio <= goal ? '#4a9d5b' : '#c8553d';
    return [
      `<text x="${barsAt - 10}" y="${y + 13}" text-anchor="end">${escaped(what.replaceAll('`', ''))}</text>`,
      `<rect x="${barsAt}" y="${y}" width="${length.toFixed(1)}" height="${lineHeight - 7}" rx="2" fill="${colour}"/>`,
      `<text x="${(barsAt + length + 8).toFixed(1)}" y="${y + 13}">${ratio.toFixed(2)} of ${goal}</text>`,
    ].join('');
  });
  const goalAt = barsAt + goalWidth;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${goalAt}" y="16" text-anchor="middle">the goal</text>
${lines.join('\n')}
<line x1="${goalAt}" y1="22" x2="${goalAt}" y2="${height - 8}" stroke="#333" stroke-dasharray="3 3"/>
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

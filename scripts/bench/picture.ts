import type { Summary } from './row.js';

const characterWidth = 6.6;
const lineHeight = 24;
const top = 44;
/** Pixels per doubling of the ratio. */
const perDoubling = 30;
/** Ratios beyond 2^doublings in either direction are drawn at this length. */
const doublings = 6;

/**
 * A bar per ratio on a logarithmic axis: to the left, streamkit needs less than its reference; to the right, more. Labels and
 * figures have columns of their own. Pure.
 */
export function picture(summaries: Summary[]): string {
  const bars = summaries.flatMap(({ what, ratio, beside }) =>
    ratio === undefined
      ? []
      : [{ label: what.replaceAll('`', ''), beside: beside.replaceAll('`', ''), ratio }],
  );
  const labelWidth = Math.ceil(Math.max(...bars.map(({ label }) => label.length)) * characterWidth) + 20;
  const besideWidth = Math.ceil(Math.max(...bars.map(({ beside }) => beside.length)) * characterWidth) + 20;
  const oneAt = labelWidth + doublings * perDoubling;
  const figuresAt = oneAt + doublings * perDoubling + 12;
  const width = figuresAt + 56 + besideWidth;
  const height = top + bars.length * lineHeight + 12;
  const lines = bars.map(({ label, beside, ratio }, index) => {
    const y = top + index * lineHeight;
    const length = Math.min(Math.abs(Math.log2(ratio)), doublings) * perDoubling;
    const x = ratio < 1 ? oneAt - length : oneAt;
    return [
      `<text x="${labelWidth - 10}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(length, 1).toFixed(1)}" height="${lineHeight - 7}" rx="2" fill="${ratio <= 1 ? '#4a9d5b' : '#8a9099'}"/>`,
      `<text x="${figuresAt}" y="${y + 13}">${ratio.toFixed(2)}</text>`,
      `<text x="${figuresAt + 48}" y="${y + 13}" fill="#555">${escaped(beside)}</text>`,
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${oneAt - 8}" y="20" text-anchor="end">streamkit needs less</text>
<text x="${oneAt + 8}" y="20">streamkit needs more</text>
<text x="${figuresAt}" y="20" font-weight="bold">ratio to</text>
<line x1="${oneAt}" y1="28" x2="${oneAt}" y2="${height - 8}" stroke="#333"/>
${lines.join('\n')}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

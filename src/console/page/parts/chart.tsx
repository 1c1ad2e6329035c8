import { useEffect, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { Points } from '../../watch/history.js';
import { query } from '../lib/api.js';
import { useApi } from '../lib/use.js';

export interface ChartLine {
  series: string;
  name: string;
}

const colors = ['--line-1', '--line-2', '--line-3', '--line-4', '--line-5'];

/** Series over time; the library is loaded when the first chart is shown. */
export function Chart({
  lines,
  label,
  format,
  since = 900,
}: {
  lines: ChartLine[];
  label: string;
  format: (value: number) => string;
  /** Seconds before now. */
  since?: number;
}) {
  const path = `metrics${query({ since })}${lines.map(({ series }) => `&series=${encodeURIComponent(series)}`).join('')}`;
  const { data } = useApi<{ series: Record<string, Points> }>(path, 2000);
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const [library, setLibrary] = useState<typeof uPlot>();
  useEffect(() => {
    void import('uplot').then(({ default: loaded }) => {
      setLibrary(() => loaded);
    });
  }, []);
  const aligned = align(lines, data?.series ?? {});
  const last = lines.map((_, index) => aligned[index + 1]?.findLast((value) => value !== null));
  useEffect(() => {
    if (!library || !box.current) return undefined;
    const made = new library(options(lines, box.current, format), aligned as uPlot.AlignedData, box.current);
    plot.current = made;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) made.setSize({ width: Math.max(200, entry.contentRect.width), height: chartHeight });
    });
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [library, lines.map(({ series }) => series).join()]);
  useEffect(() => {
    plot.current?.setData(aligned as uPlot.AlignedData);
  }, [data, library]);
  const isEmpty = (aligned[0]?.length ?? 0) === 0;
  return (
    <figure class="chart">
      <figcaption>
        {label}
        <span class="legend">
          {lines.map(({ series, name }, index) => (
            <span key={series} class={`key line-${(index % colors.length) + 1}`}>
              {name} <b>{typeof last[index] === 'number' ? format(last[index]) : '–'}</b>
            </span>
          ))}
        </span>
      </figcaption>
      <div
        ref={box}
        class="plot"
        role="img"
        aria-label={`${label} over the last ${Math.round(since / 60)} minutes`}
      />
      {isEmpty && <p class="chart-empty">0 so far</p>}
    </figure>
  );
}

const chartHeight = 150;

/** One list of times for all lines: where one has no point, there is a gap. */
function align(lines: ChartLine[], series: Record<string, Points>): (number | null)[][] {
  const times = [...new Set(lines.flatMap((line) => series[line.series]?.times ?? []))].sort((a, b) => a - b);
  return [
    times,
    ...lines.map((line) => {
      const { times: own = [], values = [] } = series[line.series] ?? {};
      const byTime = new Map(own.map((time, index) => [time, values[index] ?? null]));
      return times.map((time) => byTime.get(time) ?? null);
    }),
  ];
}

function options(lines: ChartLine[], box: HTMLElement, format: (value: number) => string): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color('--muted'),
    font: '11px system-ui',
    grid: { stroke: color('--border'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: Math.max(200, box.clientWidth),
    height: chartHeight,
    legend: { show: false },
    cursor: { y: false },
    scales: { y: { range: (_, low, high) => [Math.min(0, low), high <= 0 ? 1 : high * 1.1] } },
    axes: [
      { ...axis, size: 36 },
      { ...axis, size: 64, values: (_, values) => values.map(format) },
    ],
    series: [
      {},
      ...lines.map(({ name }, index) => ({
        label: name,
        stroke: color(colors[index % colors.length] ?? '--line-1'),
        width: 1.5,
        spanGaps: true,
        points: { show: false },
      })),
    ],
  };
}

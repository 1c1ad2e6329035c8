// Types the README's first steps into a real terminal (tmux), and writes what then stands on it as docs/first-steps.svg.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { homeAt } from '../test/support/cli.js';

const [columns, rows] = [92, 27];
const lines = [
  'streamkit up schema-registry',
  'streamkit topic create my-first-topic --partitions 3',
  "printf 'test1\\ntest2\\ntest3\\n' | streamkit produce my-first-topic",
  'streamkit consume my-first-topic --from-beginning --exit',
];
const prompt = '$ ';

const foreground = '#d8dee9';
const colors: Record<number, string> = {
  31: '#e06c75',
  32: '#98c379',
  33: '#e5c07b',
  34: '#61afef',
  35: '#c678dd',
  36: '#56b6c2',
  90: '#7f848e',
};
const coloring = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`);

const dir = await mkdtemp(join(tmpdir(), 'streamkit-picture-'));
const bin = fileURLToPath(new URL('../bin/run.js', import.meta.url));
await writeFile(join(dir, 'streamkit'), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
await chmod(join(dir, 'streamkit'), 0o755);
const env = { ...homeAt(dir), PATH: `${dir}${delimiter}${process.env['PATH'] ?? ''}` };

const tmux = async (...args: string[]) =>
  (await execa('tmux', ['-L', `picture-${process.pid}`, '-f', '/dev/null', ...args])).stdout;
const screen = async () => (await tmux('capture-pane', '-e', '-p')).trimEnd();
const isIdle = async () => (await tmux('capture-pane', '-p')).trimEnd().split('\n').at(-1) === prompt.trim();
const untilIdle = async () => {
  while (!(await isIdle())) await delay(100);
};

try {
  const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const size = ['-x', String(columns), '-y', String(rows)];
  await tmux(
    'new-session',
    '-d',
    ...size,
    '-c',
    dir,
    ...variables,
    `env -u CI PATH='${env.PATH}' PS1='${prompt}' sh`,
  );
  await untilIdle();
  for (const line of lines) {
    await tmux('send-keys', '-l', line);
    await tmux('send-keys', 'Enter');
    while (!(await screen()).includes(line)) await delay(20);
    await untilIdle();
  }
  const path = fileURLToPath(new URL('../docs/first-steps.svg', import.meta.url));
  await writeFile(path, svg((await screen()).split('\n').slice(0, -1)));
} finally {
  await tmux('kill-server');
  await execa(process.execPath, [bin, 'down', '--all', '--data', '--yes'], { env });
  await rm(dir, { recursive: true });
}

/** A screen with its colors, as `tmux capture-pane -e` gives it. */
function svg(screenLines: string[]): string {
  const [lineHeight, margin] = [18, 14];
  const style = { fill: foreground, weight: 'normal', opacity: '1' };
  const texts = screenLines.map((line, index) => {
    const spans = line.split(coloring).map((part, place) => {
      if (place % 2 === 0) return part === '' ? '' : span(part, style);
      for (const code of part.split(';').map(Number)) {
        if (code === 0) Object.assign(style, { fill: foreground, weight: 'normal', opacity: '1' });
        if (code === 1) style.weight = 'bold';
        if (code === 2) style.opacity = '0.6';
        if (code === 22) Object.assign(style, { weight: 'normal', opacity: '1' });
        if (code === 39) style.fill = foreground;
        style.fill = colors[code] ?? style.fill;
      }
      return '';
    });
    return `<text x="${margin}" y="${margin + (index + 1) * lineHeight - 4}" xml:space="preserve">${spans.join('')}</text>`;
  });
  const height = screenLines.length * lineHeight + 2 * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${columns * 8 + 2 * margin}" height="${height}" font-family="monospace" font-size="13">
<rect width="100%" height="100%" rx="8" fill="#21252b"/>
${texts.join('\n')}
</svg>
`;
}

function span(
  text: string,
  { fill, weight, opacity }: Record<'fill' | 'weight' | 'opacity', string>,
): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<tspan fill="${fill}" font-weight="${weight}" opacity="${opacity}">${escaped}</tspan>`;
}

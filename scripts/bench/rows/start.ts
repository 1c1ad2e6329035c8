import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bin, type Lab } from '../lab.js';
import { inTurn } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 15;
const commands = ['--version', '--help', 'topic create --help'];

const whyMissed =
  'the rest is oclif: reading its manifest and formatting the help take about 25 ms more than a Node that starts from a ' +
  'snapshot. Tried: one CommonJS file of the parts that are used, which loads them when they are; commands from the manifest ' +
  'instead of a search; no tables of collation or emoji; `--version` and `--help` without oclif.';

/** What a command costs that does nothing but start, on this Node and on a newer one that keeps compiled code. */
export const start: Row = {
  name: 'start',
  async measure(lab: Lab): Promise<Result[]> {
    const here = await starts(lab, process.execPath, { on: `Node ${major(process.version)}`, goal: 2 });
    const newer = await starts(lab, await newerNode(), { on: 'Node 24', goal: 1.6 });
    return [...here, ...newer];
  },
};

async function starts(lab: Lab, node: string, { on, goal }: { on: string; goal: number }): Promise<Result[]> {
  const lines = [`'${node}' -e 0`, ...commands.map((args) => `'${node}' '${bin}' ${args}`)];
  const [theirs = [], ...ours] = await inTurn(rounds, lines, lab.env);
  return commands.map((what, index) => ({
    what: `\`${what}\`, ${on}`,
    beside: '`node -e 0`',
    unit: 'CPU s',
    ours: (ours[index] ?? []).map(({ cpuSeconds }) => cpuSeconds),
    theirs: theirs.map(({ cpuSeconds }) => cpuSeconds),
    goal,
    whyMissed,
  }));
}

/** From npm, whose package `node` carries the program itself. */
async function newerNode(): Promise<string> {
  const script = "node -p 'process.execPath'";
  const { stdout } = await promisify(execFile)('npm', ['exec', '--yes', '--package=node@24', '-c', script]);
  return stdout.trim();
}

function major(version: string): string {
  return /\d+/.exec(version)?.[0] ?? version;
}

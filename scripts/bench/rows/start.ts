import { bareNode, cli, type Lab } from '../lab.js';
import { inTurn } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 15;
const modern = Number(process.versions.node.split('.')[0]) >= 24;

/** What a command costs that does nothing but start. */
export const start: Row = {
  name: 'start',
  async measure(lab: Lab): Promise<Result[]> {
    const commands = ['--version', '--help', 'topic create --help'];
    const lines = [bareNode, ...commands.map((args) => `${cli} ${args}`)];
    const [theirs = [], ...ours] = await inTurn(rounds, lines, lab.env);
    return commands.map((what, index) => ({
      what: `\`${what}\``,
      beside: '`node -e 0`',
      unit: 'CPU s',
      ours: (ours[index] ?? []).map(({ cpuSeconds }) => cpuSeconds),
      theirs: theirs.map(({ cpuSeconds }) => cpuSeconds),
      goal: modern ? 1.6 : 2,
    }));
  },
};

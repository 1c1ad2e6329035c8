import { cli, type Lab } from '../lab.js';
import { inTurn } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 5;
const records = '1,000,000 records of 100 bytes';

/** Writing and reading a million records, in one partition. */
export const produce: Row = {
  name: 'produce',
  async measure(lab: Lab): Promise<Result[]> {
    const broker = await lab.broker();
    const file = await lab.millionLines();
    const topic = await lab.topic('--config', 'retention.bytes=300000000');
    const lines: [string, string] = [
      `${cli} produce ${topic} --file ${file} --acks 1`,
      `kcat -P -b ${broker} -t ${topic} -X acks=1 -l ${file}`,
    ];
    return [await compare(lab, { what: `\`produce --file\`, ${records}`, beside: 'kcat', lines, goal: 4 })];
  },
};

export const consume: Row = {
  name: 'consume',
  async measure(lab: Lab): Promise<Result[]> {
    const broker = await lab.broker();
    const topic = await lab.topic();
    await lab.streamkit('produce', topic, '--file', await lab.millionLines());
    const ours = `${cli} consume ${topic} --from-beginning --exit`;
    const kcat = `kcat -C -b ${broker} -t ${topic} -o beginning -e -q`;
    return [
      await compare(lab, { what: `\`consume\`, ${records}`, beside: 'kcat', lines: [ours, kcat], goal: 2 }),
      await compare(lab, {
        what: '`consume --filter-value "*77*"`, the same',
        beside: 'kcat into grep',
        lines: [`${ours} --filter-value '*77*'`, `${kcat} | grep 77`],
      }),
      await compare(lab, {
        what: '`consume --format json-each-row`, the same',
        beside: '`kcat -J`',
        lines: [`${ours} --format json-each-row`, `${kcat} -J`],
      }),
    ];
  },
};

interface Comparison {
  what: string;
  beside: string;
  lines: [string, string];
  goal?: number;
}

async function compare(lab: Lab, { what, beside, lines, goal }: Comparison): Promise<Result> {
  const [ours = [], theirs = []] = await inTurn(rounds, lines, lab.env);
  return {
    what,
    beside,
    unit: 's',
    ours: ours.map(({ wallSeconds }) => wallSeconds),
    theirs: theirs.map(({ wallSeconds }) => wallSeconds),
    ...(goal === undefined ? {} : { goal }),
  };
}

// Tries faults on real stacks, and says what came of them: npm run test:faults -- [--seed N] [--rounds N] [--only WORDS]
import { parseArgs } from 'node:util';
import { allFaults, Campaign } from './campaign.js';
import { allWell, line, summary } from './table.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    rounds: { type: 'string', default: '1' },
    /** Only faults whose names have these words in them. */
    only: { type: 'string', default: '' },
    /** Include Storm, HDFS and Hive. */
    slow: { type: 'boolean', default: false },
  },
});
const faults = allFaults.filter(
  ({ name, slow = false }) => name.includes(values.only) && (values.slow || !slow),
);

const campaign = await Campaign.open(Number(values.seed));
/** Set by Ctrl-C: what runs is tidied up first. */
const stopped: { by?: string } = {};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Kept until the end: execa ends the program at once by a signal that nobody else listens to.
  process.on(signal, () => {
    console.log(`${signal}: ends after this fault`);
    stopped.by = signal;
  });
}
console.log(`seed ${campaign.seed}, ${values.rounds} rounds of ${faults.length} faults`);
try {
  for (let round = 1; round <= Number(values.rounds) && !stopped.by; round++) {
    for (const fault of campaign.orderOf(round, faults))
      if (!stopped.by) console.log(line(await campaign.try(fault, round)));
    for (const one of await campaign.deleteAll()) console.log(`left behind: ${one}`);
  }
} finally {
  await campaign.close();
}
console.log(`\n${summary(campaign.attempts, campaign.leftInTheEnd)}`);
if (!allWell(campaign.attempts, campaign.leftInTheEnd)) process.exitCode = 1;
if (stopped.by) process.exitCode = 130;

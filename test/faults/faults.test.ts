import { afterAll, expect, test } from 'vitest';
import { allFaults, Campaign } from './campaign.js';
import { line, summary, wentWell } from './table.js';

const seed = Number(process.env['STREAMKIT_FAULTS_SEED'] ?? '1');
const campaign = await Campaign.open(seed);
afterAll(async () => {
  await campaign.close();
  console.log(`seed ${seed}\n${summary(campaign.attempts, campaign.leftInTheEnd)}`);
});

const quick = campaign.orderOf(
  1,
  allFaults.filter(({ slow }) => slow !== true),
);

test.for(quick.map((fault) => [fault.name, fault] as const))('%s', async ([, fault], { skip }) => {
  const done = await campaign.try(fault, 1);
  skip(done.outcome === 'skipped', done.trouble.join());
  expect(wentWell(done), `seed ${seed}: ${line(done)}`).toBe(true);
});

test('down --data leaves nothing', async () => {
  expect(await campaign.deleteAll()).toEqual([]);
});

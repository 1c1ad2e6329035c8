import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logPath } from '../../../src/engines/local/logs.js';
import { compare, wallTimes } from '../compare.js';
import { cli, Lab } from '../lab.js';
import { inTurn, run } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 5;

/** Lists of a broker with 1,000 topics, and reading from 100 partitions. */
export const growthKafka: Row = {
  name: 'growth-kafka',
  slow: true,
  async measure(lab: Lab): Promise<Result[]> {
    const file = await lab.millionLines();
    const single = await lab.topic();
    const many = await lab.topic('--partitions', '100');
    for (const topic of [single, many]) await lab.streamkit('produce', topic, '--file', file);
    const consume = (topic: string) => `${cli} consume ${topic} --from-beginning --exit`;
    const names = { what: '`consume` of 1,000,000 records in 100 partitions', beside: 'one partition' };
    const partitions = await compare(lab, { ...names, goal: 1.5 }, [consume(many), consume(single)], rounds);

    const small = await inTurn(rounds, [`${cli} topic list`, `${cli} group list`], lab.env);
    await createTopics(lab, 1000);
    const large = await inTurn(rounds, [`${cli} topic list`, `${cli} group list`], lab.env);
    const lists = ['topic list', 'group list'].map((command, index) => {
      const listNames = { what: `\`${command}\` with 1,000 topics`, beside: 'a few topics', goal: 2 };
      return wallTimes(listNames, large[index] ?? [], small[index] ?? []);
    });
    return [...lists, partitions];
  },
};

async function createTopics(lab: Lab, count: number): Promise<void> {
  const admin = await lab.admin();
  try {
    const topics = Array.from({ length: count }, (_, index) => ({
      topic: `many-${index}`,
      numPartitions: 1,
    }));
    await admin.createTopics({ topics, waitForLeaders: false, timeout: 120_000 });
  } finally {
    await admin.disconnect();
  }
}

/** Logs of 1 GB. */
export const growthLogs: Row = {
  name: 'growth-logs',
  slow: true,
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    try {
      await run(`${cli} up zookeeper --ports auto`, lab.env);
      await run(`${cli} up zookeeper --ports auto --stack large`, lab.env);
      await writeLog(lab, 'default', 100);
      await writeLog(lab, 'large', 1000);
      const beside = '100 MB';
      const logs = (args: string): [string, string] => [
        `${cli} logs zookeeper --stack large ${args}`,
        `${cli} logs zookeeper ${args}`,
      ];
      return [
        // The goal is the factor by which the work has grown, and a tenth for noise.
        await compare(lab, { what: '`logs` over 1 GB', beside, goal: 11 }, logs(''), rounds),
        await compare(
          lab,
          { what: '`logs --tail 20` over 1 GB', beside, goal: 1.5 },
          logs('--tail 20'),
          rounds,
        ),
        await compare(
          lab,
          { what: '`logs` over 1 GB', beside: '`cat`' },
          [`${cli} logs zookeeper --stack large`, `cat ${logOf(lab, 'large')}`],
          rounds,
        ),
        await compare(
          lab,
          { what: '`logs --grep` over 1 GB', beside: '`grep | cat`' },
          [
            `${cli} logs zookeeper --stack large --grep '[0-4]999$'`,
            `grep '[0-4]999$' ${logOf(lab, 'large')} | cat`,
          ],
          rounds,
        ),
        await compare(
          lab,
          { what: '`logs --since` over 1 GB', beside: '`cat`' },
          [`${cli} logs zookeeper --stack large --since 1h`, `cat ${logOf(lab, 'large')}`],
          rounds,
        ),
      ];
    } finally {
      await lab.close();
    }
  },
};

/** Lines with times as the services write them, one per millisecond, of a day ago. */
async function writeLog(lab: Lab, stack: string, megabytes: number): Promise<void> {
  const text = 'what a service writes to its log, '.repeat(2);
  let time = Date.now() - 86_400_000;
  const line = () => `${new Date(time++).toISOString().replace('Z', '+0000')} INFO C: ${text}${time}\n`;
  const lines = Math.ceil(1024 ** 2 / line().length);
  for (let written = 0; written < megabytes; written++)
    await appendFile(logOf(lab, stack), Array.from({ length: lines }, line).join(''));
}

function logOf(lab: Lab, stack: string): string {
  return logPath(join(lab.dir, 'stacks', stack, 'zookeeper'));
}

/** Five stacks beside each other. */
export const growthStacks: Row = {
  name: 'growth-stacks',
  async measure(): Promise<Result[]> {
    const lab = await Lab.open();
    try {
      await run(`${cli} up zookeeper --ports auto`, lab.env);
      const commands = [`${cli} status`, `${cli} list`];
      const small = await inTurn(rounds, commands, lab.env);
      for (const stack of ['b', 'c', 'd', 'e'])
        await run(`${cli} up zookeeper --ports auto --stack ${stack}`, lab.env);
      const large = await inTurn(rounds, commands, lab.env);
      return ['status', 'list'].map((command, index) => {
        const goal = command === 'status' ? 1.5 : 5;
        const names = { what: `\`${command}\` with 5 stacks`, beside: 'one stack', goal };
        return wallTimes(names, large[index] ?? [], small[index] ?? []);
      });
    } finally {
      await lab.close();
    }
  },
};

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { bin, type Lab } from '../lab.js';
import { quantile } from '../measure.js';
import type { Result, Row } from '../row.js';

const records = 500;
const everyMs = 10;
const rounds = 3;

/** How long a record takes from being sent until a following consumer has printed it; both follow the same topic at once. */
export const latency: Row = {
  name: 'latency',
  async measure(lab: Lab): Promise<Result[]> {
    const p50 = result('median');
    const p99 = result('99th percentile');
    for (let round = 0; round < rounds; round++) {
      const { ours, kcat } = await follow(lab);
      p50.ours.push(quantile(ours, 0.5));
      p50.theirs.push(quantile(kcat, 0.5));
      p99.ours.push(quantile(ours, 0.99));
      p99.theirs.push(quantile(kcat, 0.99));
    }
    return [p50, p99];
  },
};

function result(part: string): Result {
  return {
    what: `latency of \`consume\`, ${part}`,
    beside: 'kcat',
    unit: 'ms',
    ours: [],
    theirs: [],
    goal: 2,
  };
}

/** Milliseconds of each record until either follower printed it. */
async function follow(lab: Lab): Promise<{ ours: number[]; kcat: number[] }> {
  const broker = await lab.broker();
  const topic = await lab.topic();
  const ours = follower(process.execPath, [bin, 'consume', topic], lab);
  const kcat = follower('kcat', ['-C', '-b', broker, '-t', topic, '-o', 'end', '-u', '-q'], lab);
  const producer = await lab.producer();
  const send = () => producer.send({ topic, acks: 1, messages: [{ value: String(performance.now()) }] });
  try {
    // Each fixes its place at a moment that only it knows.
    while (ours.delays.length === 0 || kcat.delays.length === 0) {
      await send();
      await delay(100);
    }
    ours.delays.length = kcat.delays.length = 0;
    for (let sent = 0; sent < records; sent++) {
      await send();
      await delay(everyMs);
    }
    await delay(500);
    return { ours: ours.delays, kcat: kcat.delays };
  } finally {
    await producer.disconnect();
    ours.stop();
    kcat.stop();
  }
}

function follower(file: string, args: string[], lab: Lab) {
  const child = spawn(file, args, {
    env: { ...process.env, ...lab.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const delays: number[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    delays.push(performance.now() - Number(line));
  });
  return { delays, stop: () => child.kill('SIGINT') };
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cli, type Lab } from '../lab.js';
import { wallTimes } from '../compare.js';
import { quantile, run, type Run } from '../measure.js';
import type { Result, Row } from '../row.js';
import { hdfsRows, mysqlRows, type NewRows } from '../stored-rows.js';

const records = 100_000;
const probes = 2_000;
/** 500 records per second. */
const probeEveryMs = 2;

/** A template, and how one of its projects is changed into the chapter's way: a commit, or a sync, for each row. */
interface Pipeline {
  target: string;
  template: string;
  services: string[];
  /** In the project's sources: what is replaced by what. */
  rowByRow: { file: string; from: string; to: string }[];
  options: (name: string) => Record<string, string>;
  /** What must be there before the topology runs, but its topics. */
  prepare: (lab: Lab, project: string, name: string) => Promise<void>;
  line: (index: number, key: string) => string;
  newRows: (lab: Lab, name: string) => Promise<NewRows>;
}

const source = (packagePath: string, name: string) => join('src/main/java', packagePath, `${name}.java`);

const tableOf = (name: string) => name.replaceAll('-', '_');

const mysql: Pipeline = {
  target: 'MySQL',
  template: 'storm-mysql',
  services: ['storm', 'mysql'],
  rowByRow: [
    {
      file: source('com/StormMysql', 'KafkaMySQLTopology'),
      from: '4 * MySqlBolt.MAX_GROUP',
      to: '2000',
    },
    { file: source('com/StormMysql', 'MySqlBolt'), from: 'MAX_GROUP = 500', to: 'MAX_GROUP = 1' },
  ],
  options: (name) => ({ topology: name, topic: name, group: name, table: tableOf(name) }),
  prepare: async (lab, project, name) =>
    lab.streamkit('sql', 'mysql', '--file', join(project, 'sql', `${tableOf(name)}.sql`)),
  line: (_, key) => `${key},last`,
  newRows: async (lab, name) => mysqlRows(lab, `sales.${tableOf(name)}`),
};

const hdfs: Pipeline = {
  target: 'HDFS',
  template: 'storm-hdfs-hive',
  services: ['storm', 'hdfs'],
  rowByRow: [
    {
      file: source('com/stormhdfs', 'KafkaTopology'),
      from: '4 * options.hdfs().syncCount()',
      to: '4000',
    },
    { file: source('com/stormhdfs/support', 'Options'), from: '"1000"', to: '"1"' },
  ],
  options: (name) => ({ topology: name, topic: name, group: name, path: `/user/${name}` }),
  prepare: async () => Promise.resolve(),
  line: (index, key) => `${index},${key},last`,
  newRows: async (lab, name) => hdfsRows(lab, `/user/${name}`),
};

export const stormMysql = rowOf(mysql);
export const stormHdfs = rowOf(hdfs);

/** Records per second through a scaffolded topology, and the latency of single records; the reference commits each row. */
function rowOf(pipeline: Pipeline): Row {
  return {
    name: `storm-${pipeline.target.toLowerCase()}`,
    slow: true,
    async measure(lab: Lab): Promise<Result[]> {
      await lab.broker();
      await lab.streamkit('up', ...pipeline.services, '--timeout', '5m');
      const batched = await throughAndAlone(lab, pipeline, 'batched', []);
      const single = await throughAndAlone(lab, pipeline, 'single', pipeline.rowByRow);
      const what = `Storm to ${pipeline.target}`;
      const beside = 'one commit per row, as in the chapter';
      const latency = (part: number): Pick<Result, 'unit' | 'ours' | 'theirs'> => ({
        unit: 'ms',
        ours: [quantile(batched.delays, part)],
        theirs: [quantile(single.delays, part)],
      });
      return [
        wallTimes(
          { what: `${what}, ${records.toLocaleString('en')} records`, beside, count: records, goal: 0.1 },
          [batched.run],
          [single.run],
        ),
        { what: `${what}, latency, median`, beside, ...latency(0.5) },
        { what: `${what}, latency, 99th percentile`, beside, ...latency(0.99) },
      ];
    },
  };
}

async function throughAndAlone(
  lab: Lab,
  pipeline: Pipeline,
  kind: string,
  changes: Pipeline['rowByRow'],
): Promise<{ run: Run; delays: number[] }> {
  const name = `${pipeline.template}-${kind}`;
  const project = join(lab.dir, name);
  const set = Object.entries(pipeline.options(name)).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  await lab.streamkit('scaffold', pipeline.template, project, '--yes', ...set);
  for (const change of changes) await replaceIn(project, change);
  await run(`cd ${project} && mvn -q package -DskipTests`, lab.env);
  await lab.streamkit('topic', 'create', name);
  await lab.streamkit('topic', 'create', `${name}-dead-letter`);
  await pipeline.prepare(lab, project, name);
  await run(`${cli} topology submit ${project}/target/${pipeline.template}-1.0.0.jar`, lab.env);
  const rows = await pipeline.newRows(lab, name);
  try {
    const send = async (keys: string[], first: number) => {
      const file = join(lab.dir, `${name}.txt`);
      await writeFile(file, keys.map((key, index) => `${pipeline.line(first + index, key)}\n`).join(''));
      await lab.streamkit('produce', name, '--file', file);
    };
    await send(['warm'], 0);
    await until(rows, 1);
    const started = performance.now();
    await send(
      Array.from({ length: records }, (_, index) => `first${index}`),
      1,
    );
    await until(rows, records);
    const wallSeconds = (performance.now() - started) / 1000;
    const delays = await alone(lab, pipeline, name, rows);
    return { run: { wallSeconds, cpuSeconds: NaN }, delays };
  } finally {
    await rows.close();
    await lab.streamkit('topology', 'kill', name, '--wait', '0');
  }
}

/** Waits for so many rows that were not there before. */
async function until(rows: NewRows, count: number): Promise<void> {
  const seen = new Set<string>();
  while (seen.size < count) {
    for (const key of await rows.next()) seen.add(key);
    await delay(20);
  }
}

/** Milliseconds from sending a record until its row is seen, for records that come slowly. */
async function alone(lab: Lab, pipeline: Pipeline, topic: string, rows: NewRows): Promise<number[]> {
  const producer = await lab.producer();
  const delays = new Map<string, number>();
  const sending = (async () => {
    for (let index = 0; index < probes; index++) {
      const value = pipeline.line(index, String(performance.now()));
      await producer.send({ topic, acks: 1, messages: [{ value }] });
      await delay(probeEveryMs);
    }
  })();
  try {
    while (delays.size < probes) {
      for (const key of await rows.next())
        if (!delays.has(key)) delays.set(key, performance.now() - Number(key));
      await delay(5);
    }
    await sending;
    return [...delays.values()];
  } finally {
    await producer.disconnect();
  }
}

async function replaceIn(
  project: string,
  { file, from, to }: { file: string; from: string; to: string },
): Promise<void> {
  const path = join(project, file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  await writeFile(path, text.replace(from, to));
}

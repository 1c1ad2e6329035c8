import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { million, type Lab } from '../lab.js';
import { wallTimes } from '../compare.js';
import { run, type Run } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 3;
const whyMissed =
  'one thread of the worker reads rows, makes Avro of them and hands them to the producer; the first round also compiles that. ' +
  'Tried: both compilers of the JVM instead of the quick one alone (80,000 rows per second before), less memory in the producer.';

/**
 * A table of SQLite into a topic as Avro, by streamkit's connector with its defaults, beside the simplest source that there is,
 * Kafka's own of a file's lines, as strings: both from `connector create` on.
 */
export const jdbcSource: Row = {
  name: 'jdbc-source',
  slow: true,
  async measure(lab: Lab): Promise<Result[]> {
    await lab.broker();
    await lab.streamkit('up', 'connect', '--timeout', '5m');
    const project = await installedProject(lab);
    const database = join(lab.dir, 'customers.db');
    await run(`sqlite3 ${database} "${millionRows}"`, lab.env);
    const lines = join(lab.dir, 'customers.txt');
    await run(`sqlite3 -separator , ${database} 'select * from customer' > ${lines}`, lab.env);
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ours.push(await copied(lab, await jdbcFile(lab, project, database, `jdbc-${round}`)));
      theirs.push(await copied(lab, await linesFile(lab, lines, `lines-${round}`)));
    }
    const what = 'JDBC source: 1,000,000 rows from SQLite to a topic, as Avro';
    const beside = "Kafka's FileStreamSource: the same rows from a file, as strings";
    return [wallTimes({ what, beside, count: million, goal: 1.5, whyMissed }, ours, theirs)];
  },
};

const millionRows = `
  create table customer (cust_id integer primary key autoincrement, cust_name text);
  with recursive id(n) as (select 1 union all select n + 1 from id where n < ${million})
  insert into customer select n, 'customer number ' || n from id`;

async function installedProject(lab: Lab): Promise<string> {
  const project = join(lab.dir, 'connect-jdbc');
  await lab.streamkit('scaffold', 'connect-jdbc', project, '--yes');
  await lab.streamkit('connector', 'install', 'jdbc');
  return project;
}

/** A connector that writes a topic. */
interface Source {
  name: string;
  topic: string;
  /** Its .properties. */
  file: string;
}

async function jdbcFile(lab: Lab, project: string, database: string, name: string): Promise<Source> {
  const properties = await readFile(join(project, 'config', 'jdbc-source.properties'), 'utf8');
  const { services } = await lab.status();
  const registry = services.find((service) => service.name === 'schema-registry')?.endpoints['http'] ?? '';
  const own = {
    'connection.url': `jdbc:sqlite:${database}`,
    'topic.prefix': `${name}-`,
    'value.converter': 'io.confluent.connect.avro.AvroConverter',
    'value.converter.schema.registry.url': registry,
  };
  return source(lab, { name, topic: `${name}-customer` }, own, properties);
}

async function linesFile(lab: Lab, file: string, name: string): Promise<Source> {
  const own = {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
    file,
    topic: name,
    'batch.size': '5000',
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
  };
  return source(lab, { name, topic: name }, own);
}

async function source(
  lab: Lab,
  { name, topic }: Omit<Source, 'file'>,
  settings: Record<string, string>,
  before = '',
): Promise<Source> {
  const file = join(lab.dir, `${name}.properties`);
  const lines = Object.entries({ name, ...settings }).map(([key, value]) => `${key}=${value}`);
  await writeFile(file, [before, ...lines, ''].join('\n'));
  return { name, topic, file };
}

async function copied(lab: Lab, { name, topic, file }: Source): Promise<Run> {
  await lab.streamkit('topic', 'create', topic);
  const started = performance.now();
  await lab.streamkit('connector', 'create', file);
  await filled(lab, topic);
  const wallSeconds = (performance.now() - started) / 1000;
  await lab.streamkit('connector', 'delete', name);
  return { wallSeconds, cpuSeconds: NaN };
}

async function filled(lab: Lab, topic: string): Promise<void> {
  const admin = await lab.admin();
  try {
    for (;;) {
      const offsets = await admin.fetchTopicOffsets(topic);
      if (offsets.reduce((sum, { high }) => sum + Number(high), 0) >= million) return;
      await delay(50);
    }
  } finally {
    await admin.disconnect();
  }
}

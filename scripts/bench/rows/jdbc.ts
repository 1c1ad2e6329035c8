import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { million, type Lab } from '../lab.js';
import { wallTimes } from '../compare.js';
import { run, type Run } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 3;

/** A table of SQLite into a topic as Avro, by streamkit's connector with its defaults: from `connector create` on. */
export const jdbcSource: Row = {
  name: 'jdbc-source',
  slow: true,
  async measure(lab: Lab): Promise<Result[]> {
    await lab.broker();
    await lab.streamkit('up', 'connect', '--timeout', '5m');
    const project = await installedProject(lab);
    const database = join(lab.dir, 'customers.db');
    await run(`sqlite3 ${database} "${millionRows}"`, lab.env);
    const ours: Run[] = [];
    const theirs: Run[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(await copied(lab, project, database, `jdbc-${round}`));
      theirs.push(await run(`sqlite3 ${database} 'select * from customer'`, lab.env));
    }
    const what = 'JDBC source: 1,000,000 rows from SQLite to a topic, as Avro';
    const beside = "`select *` with SQLite's client, output discarded";
    return [wallTimes({ what, beside, count: million }, ours, theirs)];
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

async function copied(lab: Lab, project: string, database: string, name: string): Promise<Run> {
  const properties = await readFile(join(project, 'config', 'jdbc-source.properties'), 'utf8');
  const { services } = await lab.status();
  const registry = services.find((service) => service.name === 'schema-registry')?.endpoints['http'] ?? '';
  const file = join(lab.dir, `${name}.properties`);
  const own = {
    name,
    'connection.url': `jdbc:sqlite:${database}`,
    'topic.prefix': `${name}-`,
    'value.converter': 'io.confluent.connect.avro.AvroConverter',
    'value.converter.schema.registry.url': registry,
  };
  const lines = Object.entries(own).map(([key, value]) => `${key}=${value}`);
  await writeFile(file, `${properties}\n${lines.join('\n')}\n`);
  await lab.streamkit('topic', 'create', `${name}-customer`);
  const started = performance.now();
  await lab.streamkit('connector', 'create', file);
  await filled(lab, `${name}-customer`);
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

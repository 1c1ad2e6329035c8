import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { consume } from '../../kafka/consume.js';
import { offsetRange } from '../../kafka/offset-range.js';
import { produce } from '../../kafka/produce.js';
import { createTopic, deleteTopics } from '../../kafka/topics.js';
import { scaffold } from '../../scaffold/scaffold.js';
import { sqlProducts } from '../../sql/products.js';
import { runStatements } from '../../sql/run-statements.js';
import type { SqlResult } from '../../sql/client.js';
import { readWhole } from '../../input-file.js';
import { killTopology } from '../../storm/kill-topology.js';
import { killWorkers } from '../../storm/kill-workers.js';
import { nimbusOf } from '../../storm/nimbus.js';
import { submitTopology } from '../../storm/submit-topology.js';
import { mavenPackage } from '../maven-package.js';
import { expect, type Pipeline } from '../pipeline.js';

const manyRecords = 5000;
const malformed = ['no comma', '', 'one,two,three', 'blank, '];
const pollMs = 250;

/** Customers from a Kafka topic become rows of a MySQL table, by way of a project that is scaffolded and built here. */
export const stormMysql: Pipeline = {
  name: 'storm-mysql',
  promise: 'records become rows by a scaffolded Storm topology; none is lost when its worker is killed',
  needs: ['kafka', 'supervisor', 'mysql'],
  steps({ id, session, endpoint, cleanUp }) {
    const names = {
      topology: `smoke-${id}`,
      topic: `mysql-topic-${id}`,
      database: `sales_${id}`,
      table: 'customer',
    };
    const deadLetters = `${names.topic}-dead-letter`;
    const broker = endpoint('kafka');
    let project = '';

    const sql = async (text: string, signal: AbortSignal): Promise<SqlResult[]> => {
      const client = await sqlProducts['mysql']?.(session);
      if (!client) throw new Error('there is no MySQL client');
      try {
        const results: SqlResult[] = [];
        for await (const result of runStatements(client, text, signal)) results.push(result);
        return results;
      } finally {
        await client.close();
      }
    };
    const rows = async (query: string, signal: AbortSignal) =>
      (await sql(query.replace('@', `${names.database}.${names.table}`), signal)).flatMap(
        (result) => result.rows,
      );
    const send = async (lines: string[], signal: AbortSignal) => {
      const records = lines.map((line) => ({ key: null, value: Buffer.from(line) }));
      return produce(broker, { topic: names.topic, records: [records], signal });
    };

    return [
      {
        name: 'scaffold the project',
        async run() {
          const folder = await mkdtemp(join(tmpdir(), 'streamkit-smoke-'));
          cleanUp(folder, async () => rm(folder, { recursive: true }));
          project = join(folder, 'storm-mysql');
          const { files } = await scaffold({
            template: 'storm-mysql',
            dir: project,
            options: { ...names, group: `id7-${id}` },
          });
          return `${files.length} files`;
        },
      },
      {
        name: 'mvn package, its tests included',
        limitSeconds: 600,
        run: async (signal) => mavenPackage(project, session.report, signal),
      },
      {
        name: 'create the table and the topics',
        async run(signal) {
          cleanUp(names.database, async () => {
            await sql(`drop database if exists ${names.database}`, new AbortController().signal);
          });
          await sql(await readWhole(join(project, 'sql', `${names.table}.sql`), 'the script'), signal);
          for (const name of [names.topic, deadLetters]) {
            cleanUp(name, async () => {
              await deleteTopics(broker, [name], { ifExists: true });
            });
            await createTopic(broker, { name, partitions: 1, replicationFactor: 1 });
          }
          return `${names.database}.${names.table}, ${names.topic}, ${deadLetters}`;
        },
      },
      {
        name: 'submit the topology',
        limitSeconds: 120,
        async run() {
          cleanUp(names.topology, async () => {
            const { topologies } = await nimbusOf(session).cluster();
            if (topologies.some(({ name }) => name === names.topology))
              await killTopology(session, names.topology, 0);
          });
          const jar = join(project, 'target/storm-mysql-1.0.0.jar');
          await submitTopology(session, { jar, words: [], environment: {}, onLine: () => undefined });
          return names.topology;
        },
      },
      {
        name: 'each record becomes a row',
        limitSeconds: 120,
        async run(signal) {
          await send(['John,Doe', 'Zoë,Ünlü', "😀,O'Neil"], signal);
          const query = 'select cust_firstname, cust_lastname from @ order by cust_id';
          const seen = await until(
            async () => rows(query, signal),
            (found) => found.length >= 3,
            signal,
          );
          const text = seen
            .map((row) => row.join(','))
            .toSorted()
            .join(' ');
          expect(text === ['John,Doe', 'Zoë,Ünlü', "😀,O'Neil"].toSorted().join(' '), `saw ${text}`);
          return text;
        },
      },
      {
        name: `none of ${manyRecords} is lost when the worker is killed`,
        limitSeconds: 240,
        async run(signal) {
          const lines = Array.from({ length: manyRecords }, (_, number) => `first${number},last${number}`);
          const counted = async () =>
            Number(
              (
                await rows(
                  "select count(distinct cust_firstname) from @ where cust_firstname like 'first%'",
                  signal,
                )
              )[0]?.[0],
            );
          await send(lines.slice(0, manyRecords / 2), signal);
          const before = await until(counted, (count) => count > 0, signal);
          const sending = send(lines.slice(manyRecords / 2), signal);
          const killed = await killWorkers(session, names.topology);
          expect(killed > 0, 'no worker was found');
          await sending;
          await until(counted, (count) => count === manyRecords, signal);
          const total = Number(
            (await rows("select count(*) from @ where cust_firstname like 'first%'", signal))[0]?.[0],
          );
          return `killed after ${before}; ${manyRecords} there, ${total - manyRecords} of them twice`;
        },
      },
      {
        name: 'malformed records go to the dead-letter topic',
        limitSeconds: 120,
        async run(signal) {
          await send([...malformed, 'after,them'], signal);
          const letters: string[] = [];
          const range = offsetRange('start', Date.now());
          const reading = {
            topics: [deadLetters],
            range,
            partitions: undefined,
            exit: false,
            readCommitted: false,
            signal,
          };
          for await (const records of consume(broker, reading)) {
            letters.push(...records.map(({ value }) => value?.toString('utf8') ?? ''));
            if (malformed.every((line) => letters.includes(line))) break;
          }
          const query = "select cust_lastname from @ where cust_firstname = 'after'";
          const [after] = await until(
            async () => rows(query, signal),
            (found) => found.length > 0,
            signal,
          );
          expect(after?.[0] === 'them', 'the record after them is not stored exactly');
          return `${new Set(letters).size} of ${malformed.length}, and the record after them became a row`;
        },
      },
      {
        name: 'kill the topology',
        async run() {
          await killTopology(session, names.topology, 0);
          return 'gone';
        },
      },
    ];
  },
};

/** Looks again and again until it is as wanted. @throws the signal's reason when that takes too long */
async function until<Seen>(
  look: () => Promise<Seen>,
  wanted: (seen: Seen) => boolean,
  signal: AbortSignal,
): Promise<Seen> {
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    await delay(pollMs, undefined, { signal });
  }
}

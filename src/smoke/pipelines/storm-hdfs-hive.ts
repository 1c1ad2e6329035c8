import { webHdfsUrl } from '../../hdfs/endpoint.js';
import { listPath } from '../../hdfs/file-status.js';
import { remove } from '../../hdfs/remove.js';
import { readWhole } from '../../shared/input-file.js';
import { eventually } from '../eventually.js';
import { expect, type Pipeline } from '../pipeline.js';
import { queryOf, rowsOnceThere } from '../query.js';
import { stormProject } from '../storm-project.js';

const customers = ['1,John,Doe', '2,Zoë,Ünlü', "3,😀,O'Neil"];
const malformed = ['no comma', '', 'x1,Ann,Lee', '4,Ann|Lee,Roe', '5,Ann'];
const firstOfMany = 1000;
const manyRecords = 40_000;

/** A scaffolded project writes customers from a Kafka topic into HDFS, where Hive reads them. */
export const stormHdfsHive: Pipeline = {
  name: 'storm-hdfs-hive',
  promise: 'records become files in HDFS and rows in Hive; none is lost when the worker is killed',
  needs: ['kafka', 'supervisor', 'hive'],
  steps(context) {
    const { id, session, cleanUp } = context;
    const table = `customer_${id}`;
    const folder = `/user/streamkit-smoke-${id}`;
    const topology = `smoke-${id}`;
    const topic = `data-pipleline-topic-${id}`;
    const project = stormProject(context, {
      template: 'storm-hdfs-hive',
      topology,
      topic,
      options: {
        topology,
        topic,
        group: `kafka-hdfs-${id}`,
        path: folder,
        table,
      },
    });
    const query = queryOf(session, 'hive');
    const url = webHdfsUrl(session);
    const count = async (what: string, signal: AbortSignal) =>
      Number((await query(`SELECT COUNT(${what}) FROM ${table}`, signal))[0]?.[0]);

    return [
      project.scaffold,
      project.build,
      {
        name: 'create the table and the topics',
        async run(signal) {
          cleanUp(folder, async () => remove(url, folder, { recursive: true }));
          cleanUp(table, async () => {
            await query(`DROP TABLE IF EXISTS ${table}`, new AbortController().signal);
          });
          await query(await readWhole(project.path('hive', `${table}.sql`), 'the script'), signal);
          return [table, ...(await project.createTopics())].join(', ');
        },
      },
      project.submit,
      {
        name: 'each record becomes a row',
        limitSeconds: 120,
        async run(signal) {
          await project.send(customers, signal);
          const all = `SELECT * FROM ${table}`;
          const seen = await rowsOnceThere(query, all, customers.length, signal);
          expect(seen.toSorted().join(' ') === customers.join(' '), `saw ${seen.join(' ')}`);
          const counted = await count('*', signal);
          expect(counted === customers.length, `COUNT(*) says ${counted}`);
          return `${seen.join(' ')}; COUNT(*) says ${counted}`;
        },
      },
      project.crash({
        lines: Array.from(
          { length: manyRecords },
          (_, number) => `${firstOfMany + number},first name ${number},last name ${number}`,
        ),
        limitSeconds: 300,
        count: async (what, signal) =>
          (await count(what === 'distinct' ? 'DISTINCT customer_id' : '*', signal)) - customers.length,
      }),
      {
        name: 'the files are rotated',
        async run() {
          const files = await listPath(url, folder);
          const records = files.filter(({ path }) => /\/records-[^/]*\.txt$/.test(path));
          expect(records.length > 1, `${folder} has ${records.length} files`);
          return `${records.length} files, ${records.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`;
        },
      },
      {
        name: 'malformed records go to the dead-letter topic',
        limitSeconds: 120,
        async run(signal) {
          await project.send([...malformed, '9,after,them'], signal);
          const letters = await project.deadLetters(malformed, signal);
          await eventually(
            async () => {
              const rows = await query(`SELECT * FROM ${table} WHERE customer_id < 10`, signal);
              const seen = [...new Set(rows.map((row) => row.join(',')))].toSorted();
              expect(seen.join(' ') === [...customers, '9,after,them'].join(' '), `saw ${seen.join(' ')}`);
            },
            60_000,
            signal,
          );
          return `${letters} of ${malformed.length}, and the record after them became a row`;
        },
      },
      project.kill,
    ];
  },
};

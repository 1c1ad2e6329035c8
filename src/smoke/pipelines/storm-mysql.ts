import { readWhole } from '../../shared/input-file.js';
import { eventually } from '../eventually.js';
import { expect, type Pipeline } from '../pipeline.js';
import { queryOf, rowsOnceThere } from '../query.js';
import { stormProject } from '../storm-project.js';

const customers = ['John,Doe', 'Zoë,Ünlü', "😀,O'Neil"];
const manyRecords = 40_000;
const malformed = ['no comma', '', 'one,two,three', 'blank, '];

/** A scaffolded project writes customers from a Kafka topic into a MySQL table. */
export const stormMysql: Pipeline = {
  name: 'storm-mysql',
  promise: 'a scaffolded Storm topology stores records as rows; none is lost when its worker is killed',
  needs: ['kafka', 'supervisor', 'mysql'],
  steps(context) {
    const { id, session, cleanUp } = context;
    const database = `sales_${id}`;
    const table = `${database}.customer`;
    const topology = `smoke-${id}`;
    const topic = `mysql-topic-${id}`;
    const project = stormProject(context, {
      template: 'storm-mysql',
      topology,
      topic,
      options: {
        topology,
        topic,
        group: `id7-${id}`,
        database,
        table: 'customer',
      },
    });
    const query = queryOf(session, 'mysql');

    return [
      project.scaffold,
      project.build,
      {
        name: 'create the table and the topics',
        async run(signal) {
          cleanUp(database, async () => {
            await query(`drop database if exists ${database}`, new AbortController().signal);
          });
          await query(await readWhole(project.path('sql', 'customer.sql'), 'the script'), signal);
          return [table, ...(await project.createTopics())].join(', ');
        },
      },
      project.submit,
      {
        name: 'each record becomes a row',
        limitSeconds: 120,
        async run(signal) {
          await project.send(customers, signal);
          const all = `select cust_firstname, cust_lastname from ${table}`;
          const seen = await rowsOnceThere(query, all, customers.length, signal);
          expect(sorted(seen) === sorted(customers), `saw ${seen.join(' ')}`);
          return seen.join(' ');
        },
      },
      project.crash({
        lines: Array.from({ length: manyRecords }, (_, number) => `first${number},last${number}`),
        limitSeconds: 240,
        count: async (what, signal) => {
          const counted = what === 'distinct' ? 'distinct cust_firstname' : '*';
          const [row] = await query(
            `select count(${counted}) from ${table} where cust_firstname like 'first%'`,
            signal,
          );
          return Number(row?.[0]);
        },
      }),
      {
        name: 'malformed records go to the dead-letter topic',
        limitSeconds: 120,
        async run(signal) {
          await project.send([...malformed, 'after,them'], signal);
          const letters = await project.deadLetters(malformed, signal);
          const after = `select cust_lastname from ${table} where cust_firstname = 'after'`;
          await eventually(
            async () => {
              const [row] = await query(after, signal);
              expect(row?.[0] === 'them', 'the record after them is not stored');
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

function sorted(lines: string[]): string {
  return lines.toSorted().join(' ');
}

import { join } from 'node:path';
import { readConnectorFile } from '../../connect/connector-file.js';
import { createConnector, deleteConnector } from '../../connect/lifecycle.js';
import { installPlugins } from '../../connect/plugins/install.js';
import { resolveStackReferences } from '../../connect/stack-references.js';
import { validateConnector } from '../../connect/validate.js';
import { deleteTopics } from '../../kafka/topics/delete-topics.js';
import { listTopics } from '../../kafka/topics/topics.js';
import { scaffold } from '../../scaffold/scaffold.js';
import { readUserText } from '../../shared/input-file.js';
import { restart } from '../../stack/restart.js';
import { requireRunning } from '../connectors/require-running.js';
import { eventually } from '../eventually.js';
import { mysqlChanges, postgresChanges, type ChangesOf } from '../changes-of.js';
import { expect, type Pipeline, type PipelineContext, type PipelineStep } from '../pipeline.js';
import { queryOf } from '../query.js';
import { workFolder } from '../work-folder.js';

export const cdc = ofDatabase('cdc', mysqlChanges);
export const cdcPostgres = ofDatabase('cdc-postgres', postgresChanges);

/** A table's changes through Debezium, Kafka and Debezium's JDBC sink into a copy of the table. */
function ofDatabase(name: string, database: ChangesOf): Pipeline {
  return {
    name,
    promise: `inserts, updates and deletes of a ${database.title} table are applied to its copy, across restarts of worker and database`,
    needs: ['connect', database.service],
    turn: 'connect worker',
    steps: (context) => stepsOf(context, database),
  };
}

function stepsOf(context: PipelineContext, database: ChangesOf): PipelineStep[] {
  const { id, session, endpoint, cleanUp } = context;
  const names = { source: `shop_${id}`, target: `copy_${id}`, copy: `customer_${id}` };
  const table = `${names.source}.customer`;
  const copy = `${names.target}.${names.copy}`;
  // Without a hyphen: it is part of the namespace of Avro schemas.
  const prefix = `shop_${id}`;
  const query = queryOf(session, database.service);
  const url = endpoint('connect');
  let project = '';

  const create = async (file: string, signal: AbortSignal) => {
    const read = await readConnectorFile(join(project, file), project);
    const connector = resolveStackReferences(session, read);
    await validateConnector(url, connector);
    cleanUp(`connector ${connector.name}`, async () => deleteConnector(url, connector.name));
    const { status } = await createConnector(url, connector, { update: false, signal });
    return status;
  };
  /** @returns how long it took until both tables were the same, in milliseconds */
  const sameRows = async (signal: AbortSignal) => {
    const since = Date.now();
    await eventually(
      async () => {
        await requireRunning(url, [`${prefix}${database.infix}source`, `${prefix}${database.infix}sink`]);
        const [one, other] = [await query(rowsOf(table), signal), await query(rowsOf(copy), signal)];
        expect(
          JSON.stringify(one) === JSON.stringify(other),
          `${table} has ${one.length} rows: ${JSON.stringify(one)}; the copy has ${other.length}: ${JSON.stringify(other)}`,
        );
      },
      60_000,
      signal,
    );
    return Date.now() - since;
  };
  const change = async (statements: string[], signal: AbortSignal) => {
    await query(statements.join('; '), signal);
    return sameRows(signal);
  };

  return [
    {
      name: 'scaffold connect-cdc and create the tables',
      async run(signal) {
        project = join(await workFolder(context), 'cdc');
        const options = {
          name: prefix,
          database: names.source,
          targetDatabase: names.target,
          targetTable: names.copy,
          serverId: String(serverIdOf(id)),
          slot: `slot_${id}`,
        };
        const { files } = await scaffold({ template: 'connect-cdc', dir: project, options });
        for (const one of [names.source, names.target]) {
          cleanUp(`${database.kind} ${one}`, async () => {
            await query(database.drop(one), new AbortController().signal);
          });
        }
        await query(await readUserText(join(project, `${database.filePrefix}tables.sql`), 'script'), signal);
        return `${files.length} files, ${table}`;
      },
    },
    {
      name: 'install Debezium for the database and its JDBC sink',
      limitSeconds: 600,
      async run() {
        const plugins = [database.plugin(session.engine.name), 'debezium-jdbc-sink'];
        const installed = await installPlugins(session, plugins, { offline: false });
        return installed.map(({ name }) => name).join(', ');
      },
    },
    {
      name: 'the rows that are there are copied',
      limitSeconds: 180,
      async run(signal) {
        cleanUp(`topics ${prefix}*`, async () => removeTopics(endpoint('kafka'), prefix));
        if (database.release) {
          const { release } = database;
          cleanUp(`slot slot_${id}`, async () => release(query, id));
        }
        await create(`${database.filePrefix}source.properties`, signal);
        await create(`${database.filePrefix}sink.properties`, signal);
        await sameRows(signal);
        return `${(await query(rowsOf(copy), signal)).length} rows`;
      },
    },
    {
      name: 'an insert, an update and a delete are applied',
      limitSeconds: 120,
      async run(signal) {
        const ms = await change(
          [
            `insert into ${table} (cust_firstname, cust_lastname) values ('Zoë', 'Ünlü'), ('😀', 'O''Neil')`,
            `update ${table} set cust_lastname = 'Smith' where cust_id = 1`,
            `delete from ${table} where cust_id = 2`,
          ],
          signal,
        );
        return `the copy is the same after ${ms} ms`;
      },
    },
    {
      name: 'and across a restart of the worker and of the database',
      limitSeconds: 300,
      async run(signal) {
        const options = { ports: { auto: false, asked: {} }, offline: true, timeoutMs: 200_000 };
        const changes = (name: string) => [
          `insert into ${table} (cust_firstname, cust_lastname) values ('${name}', 'restart')`,
          `update ${table} set cust_firstname = '${name}' where cust_id = 1`,
        ];
        await restart(session, { services: ['connect'], ...options });
        await change(changes('worker'), signal);
        await restart(session, { services: [database.service], ...options });
        await change(changes('database'), signal);
        return `${(await query(rowsOf(copy), signal)).length} rows in both tables`;
      },
    },
  ];
}

function rowsOf(table: string): string {
  return `select * from ${table} order by cust_id`;
}

/** A replica's number; each run needs one of its own. */
function serverIdOf(id: string): number {
  return 10_000 + Buffer.from(id).reduce((sum, byte) => (sum * 31 + byte) % 900_000, 7);
}

async function removeTopics(broker: string, prefix: string): Promise<void> {
  const names = (await listTopics(broker)).map(({ name }) => name);
  await deleteTopics(
    broker,
    names.filter((name) => name.startsWith(prefix)),
    { ifExists: true },
  );
}

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readConnectorFile, type ConnectorConfig } from '../../connect/connector-file.js';
import { createConnector, deleteConnector } from '../../connect/lifecycle.js';
import { installPlugins } from '../../connect/plugins/install.js';
import { pluginPathOf } from '../../connect/plugins/plugin-path.js';
import { installedPlugins } from '../../connect/plugins/remove.js';
import { validateConnector } from '../../connect/validate.js';
import { openSchemaCodec } from '../../kafka/registry/schema-codec.js';
import { deleteSchema, listVersions } from '../../kafka/registry/schemas.js';
import { deleteTopics } from '../../kafka/topics/delete-topics.js';
import { scaffold } from '../../scaffold/scaffold.js';
import { insideEndpointOf } from '../../stack/endpoint.js';
import { restart } from '../../stack/restart.js';
import { eventually } from '../eventually.js';
import { expect, type Pipeline } from '../pipeline.js';
import { allRawValues } from '../read-topic.js';
import { runSql } from '../run-sql.js';
import { workFolder } from '../work-folder.js';

const plugin = 'connect-jdbc';
const names = ['Jon', 'Harry', 'James', 'Susan', 'Lisa'];
const avroLines = names.map((name, index) => `{"cust_id":${index + 1},"cust_name":{"string":"${name}"}}`);
const structLines = names.map((name, index) => `Struct{cust_id=${index + 1},cust_name=${name}}`);

/** The chapter's JDBC source on an SQLite file, with Avro and the registry, and a file sink behind it. */
export const connectJdbc: Pipeline = {
  name: 'connect-jdbc',
  promise: 'rows of a table become Avro records, once each, also across a restart of the worker',
  needs: ['connect'],
  turn: 'connect worker',
  steps(context) {
    const { session, id, endpoint, cleanUp } = context;
    const url = endpoint('connect');
    const topicPrefix = `test-sqlite-jdbc-${id}-`;
    const topic = `${topicPrefix}customer`;
    const subject = `${topic}-value`;
    const avro = {
      'value.converter': 'io.confluent.connect.avro.AvroConverter',
      'value.converter.schema.registry.url': insideEndpointOf(session, 'schema-registry'),
    };
    let dir = '';
    const target = () => join(dir, 'test-jdbc-sink.txt');
    const sql = async (statements: string[], signal: AbortSignal) =>
      runSql(session, plugin, join(dir, 'firstdb.db'), statements, signal);

    const restartWorker = async () =>
      restart(session, {
        services: ['connect'],
        ports: { auto: false, asked: {} },
        offline: true,
        timeoutMs: 120_000,
      });
    const create = async (file: string, overrides: Record<string, string>, signal: AbortSignal) => {
      const { name, config } = await readConnectorFile(join(dir, 'config', file), dir);
      const own: ConnectorConfig = {
        name: `${name}-${id}`,
        config: { ...config, ...avro, ...overrides, name: `${name}-${id}` },
      };
      await validateConnector(url, own);
      cleanUp(`connector ${own.name}`, async () => deleteConnector(url, own.name));
      await createConnector(url, own, { update: false, signal });
    };
    const topicLines = async (signal: AbortSignal) => {
      const values = await allRawValues(endpoint('kafka'), topic, signal);
      const codec = openSchemaCodec(endpoint('schema-registry'));
      await codec.prepare(values);
      return values.map((value) => codec.decode(value)?.avro() ?? 'not Avro');
    };
    const seenEverywhere = async (count: number, signal: AbortSignal) =>
      eventually(
        async () => {
          expectSame(await topicLines(signal), avroLines.slice(0, count));
          expectSame((await readFile(target(), 'utf8')).trimEnd().split('\n'), structLines.slice(0, count));
        },
        30_000,
        signal,
      );

    return [
      {
        name: 'scaffold connect-jdbc',
        ahead: true,
        async run() {
          dir = join(await workFolder(context), 'connect-jdbc');
          const { files } = await scaffold({ template: 'connect-jdbc', dir, options: { topicPrefix } });
          return `${files.length} files`;
        },
      },
      {
        name: 'install the connector',
        limitSeconds: 600,
        async run() {
          const hadIt = (await installedPlugins(session)).includes(plugin);
          const [installed] = await installPlugins(session, ['jdbc'], { offline: false });
          if (!hadIt)
            cleanUp(`plugin ${plugin}`, async () =>
              rm(join(pluginPathOf(session), plugin), { recursive: true, force: true }),
            );
          return `${installed?.name ?? ''}; the worker was restarted`;
        },
      },
      {
        name: 'create the source and a file sink for three rows',
        async run(signal) {
          const script = await readFile(join(dir, 'sql', 'customer.sql'), 'utf8');
          await sql([firstStatement(script), ...names.slice(0, 3).map(insert)], signal);
          cleanUp(`topic ${topic}`, async () => {
            await deleteTopics(endpoint('kafka'), [topic], { ifExists: true });
          });
          cleanUp(`subject ${subject}`, async () => {
            await deleteSchema(endpoint('schema-registry'), subject, { permanent: true });
          });
          await create('jdbc-source.properties', {}, signal);
          await create('file-sink.properties', { file: target(), topics: topic }, signal);
          await seenEverywhere(3, signal);
          return `${avroLines[0] ?? ''} in the topic, ${structLines[0] ?? ''} in the file`;
        },
      },
      {
        name: 'restart the worker, then insert Susan and Lisa',
        limitSeconds: 180,
        async run(signal) {
          await restartWorker();
          await sql(names.slice(3).map(insert), signal);
          await seenEverywhere(5, signal);
          return 'exactly five rows in topic and file, none twice';
        },
      },
      {
        name: 'the schema is registered once',
        async run() {
          const versions = await listVersions(endpoint('schema-registry'), subject);
          expect(versions.length === 1, `${subject} has ${versions.length} versions`);
          return `${subject} has one version`;
        },
      },
    ];
  },
};

function insert(name: string): string {
  return `INSERT INTO customer (cust_name) VALUES ('${name}')`;
}

function firstStatement(script: string): string {
  return script.slice(script.toUpperCase().indexOf('CREATE TABLE'), script.indexOf(';') + 1);
}

function expectSame(seen: string[], expected: string[]): void {
  expect(seen.join('\n') === expected.join('\n'), `saw ${seen.join(', ')}`);
}

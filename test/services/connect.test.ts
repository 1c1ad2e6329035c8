import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { startStreamkit } from '../support/cli.js';
import { allExamples, playground } from '../support/examples.js';
import { ownHome, stateOf } from '../support/own-home.js';
import { provideSqlite3 } from '../support/tools.js';

const home = await ownHome();
const source = 'streamkit.connect.jdbc.JdbcSourceConnector';
let dir = '';

/** The `sqlite3` program, as a user would call it; with a timeout, it waits while the connector reads. */
const patient = ['-cmd', '.timeout 60000'];
const withSqlite = { env: { PATH: '' } };
const sqlite = async (database: string, sql: string) =>
  execa('sqlite3', [...patient, join(dir, database), sql], withSqlite);

/** Writes a connector's .properties; relative paths in it start at the tests' folder. */
async function connector(name: string, settings: Record<string, string>): Promise<string> {
  const lines = Object.entries({ name, 'tasks.max': '1', ...settings }).map(
    ([key, value]) => `${key}=${value}`,
  );
  const path = join(dir, `${name}.properties`);
  await writeFile(path, lines.join('\n'));
  return path;
}

const jdbc = (database: string, more: Record<string, string> = {}) => ({
  'connector.class': source,
  'connection.url': `jdbc:sqlite:${database}`,
  mode: 'incrementing',
  'incrementing.column.name': 'id',
  'topic.prefix': `${database}-`,
  'poll.interval.ms': '100',
  'table.poll.interval.ms': '500',
  ...more,
});

const create = async (...files: string[]) =>
  startStreamkit(['connector', 'create', ...files], { env: home.env, cwd: dir });
const values = async (topic: string, ...flags: string[]) =>
  (await home.run(['consume', topic, '--from-beginning', '--exit', ...flags])).stdout;
const statusOf = async (name: string) => home.run(['connector', 'status', name]);

beforeAll(async () => {
  dir = await mkdtemp(join(home.dir, 'files-'));
  const bin = await mkdtemp(join(home.dir, 'bin-'));
  await provideSqlite3(bin);
  withSqlite.env.PATH = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const up = await home.run(['up', 'connect', 'mysql', '--ports', 'auto']);
  expect(up.exitCode, up.stderr).toBe(0);
  const install = await home.run(['connector', 'install', 'jdbc']);
  expect(install.stdout, install.stderr).toContain(`Installed connect-jdbc: ${source}`);
}, 600_000);

test('rows that sqlite3 inserts arrive as Avro, with a subject that plain HTTP reads', async () => {
  await sqlite(
    'shop.db',
    'create table customer(id integer primary key autoincrement not null, name varchar(255))',
  );
  await sqlite('shop.db', "insert into customer(name) values ('Jon')");
  const avro = {
    'value.converter': 'io.confluent.connect.avro.AvroConverter',
    'value.converter.schema.registry.url': await endpoint('schema-registry'),
  };
  const { exitCode, stderr } = await create(await connector('shop', jdbc('shop.db', avro)));
  expect(exitCode, String(stderr)).toBe(0);
  await sqlite('shop.db', "insert into customer(name) values ('Zoë')");
  const lines = ['{"id":1,"name":{"string":"Jon"}}', '{"id":2,"name":{"string":"Zoë"}}'];
  await expect.poll(async () => values('shop.db-customer', '--format', 'avro')).toBe(lines.join('\n'));
  const subjects = await fetch(
    `${await endpoint('schema-registry')}/subjects/shop.db-customer-value/versions`,
  );
  expect(await subjects.json()).toEqual([1]);
});

test('a class that no plugin has, with those there are', async () => {
  const path = await connector('none', {
    ...jdbc('shop.db'),
    'connector.class': 'streamkit.connect.jdbc.JdbcSource',
  });
  const { exitCode, stderr } = await create(path);
  expect(exitCode).toBe(6);
  expect(stderr).toContain(`Did you mean ${source}?`);
});

test('a database file that is not there is named, and not created', async () => {
  const { exitCode, stderr } = await create(await connector('absent', jdbc('absent.db')));
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`connection.url: `);
  expect(stderr).toContain(join(dir, 'absent.db'));
  expect((await execa('ls', [dir])).stdout).not.toContain('absent.db\n');
});

test('a table without the column is named', async () => {
  await sqlite('columns.db', 'create table t(number integer)');
  const { exitCode, stderr } = await create(
    await connector('columns', jdbc('columns.db', { 'table.whitelist': 't' })),
  );
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /incrementing\.column\.name: .*\bt\b.*\bid\b|incrementing\.column\.name: .*\bid\b.*\bt\b/,
  );
});

test('a locked database is waited for', async () => {
  await sqlite(
    'locked.db',
    'create table t(id integer primary key, name text); insert into t values (1, "a")',
  );
  expect((await create(await connector('locked', jdbc('locked.db')))).exitCode).toBe(0);
  await expect.poll(async () => values('locked.db-t')).toContain('"a"');
  const holder = execa('sqlite3', [...patient, join(dir, 'locked.db')], { ...withSqlite, stdin: 'pipe' });
  holder.stdin.write("begin exclusive; insert into t values (2, 'b'); select 'held';\n");
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  expect((await statusOf('locked')).stdout).toContain('RUNNING');
  holder.stdin.end('commit;\n');
  await holder;
  await expect.poll(async () => values('locked.db-t')).toContain('"b"');
  expect((await statusOf('locked')).stdout).not.toContain('FAILED');
});

test('a row that cannot be converted fails only its task, which resumes after the row is fixed', async () => {
  await sqlite(
    'odd.db',
    'create table t(id integer primary key, number integer); insert into t values (1, 10)',
  );
  expect((await create(await connector('odd', jdbc('odd.db')))).exitCode).toBe(0);
  await expect.poll(async () => values('odd.db-t')).toContain('"number":10');
  await sqlite(
    'odd.db',
    "insert into t values (2, 20); insert into t values (3, 'three'); insert into t values (4, 40)",
  );
  await expect.poll(async () => (await statusOf('odd')).stdout).toContain('FAILED');
  const { stdout } = await statusOf('odd');
  expect(stdout).toMatch(/\bt\b.*number/);
  expect(stdout).toContain('streamkit connector restart odd');
  expect(stdout).not.toMatch(/^\s*at /m);
  expect(await values('odd.db-t')).toContain('"number":20');
  expect((await statusOf('shop')).stdout).not.toContain('FAILED');
  await sqlite('odd.db', 'update t set number = 30 where id = 3');
  const restarted = await home.run(['connector', 'restart', 'odd']);
  expect(restarted.exitCode, restarted.stderr).toBe(0);
  await expect.poll(async () => values('odd.db-t')).toContain('"number":40');
  expect((await values('odd.db-t')).match(/"number":\d+/g)).toEqual(
    ['10', '20', '30', '40'].map((n) => `"number":${n}`),
  );
});

test('a recreated table, whose ids decrease, is reported in the log', async () => {
  await sqlite(
    'recreated.db',
    'create table t(id integer primary key, name text); insert into t values (7, "seven")',
  );
  expect((await create(await connector('recreated', jdbc('recreated.db')))).exitCode).toBe(0);
  await expect.poll(async () => values('recreated.db-t')).toContain('seven');
  await sqlite('recreated.db', 'delete from t; insert into t values (1, "one")');
  const log = async () => (await home.run(['logs', 'connect', '--grep', 'WARN', '--tail', '50'])).stdout;
  await expect.poll(log).toMatch(/WARN.*\bt\b.*7/);
});

test('pause holds rows back, resume lets them through, delete ends it', async () => {
  await sqlite('held.db', 'create table t(id integer primary key, name text); insert into t values (1, "a")');
  expect((await create(await connector('held', jdbc('held.db')))).exitCode).toBe(0);
  await expect.poll(async () => values('held.db-t')).toContain('"a"');
  expect((await home.run(['connector', 'pause', 'held'])).exitCode).toBe(0);
  await expect.poll(async () => (await statusOf('held')).stdout).toMatch(/1 PAUSED \(task 0\)/);
  await sqlite('held.db', 'insert into t values (2, "b")');
  expect((await home.run(['connector', 'resume', 'held'])).exitCode).toBe(0);
  await expect.poll(async () => values('held.db-t')).toContain('"b"');
  expect((await home.run(['connector', 'delete', 'held'])).exitCode).toBe(0);
  expect((await statusOf('held')).exitCode).toBe(6);
});

test('a MariaDB table through the same connector', async () => {
  await home.json([
    'sql',
    'mysql',
    "create database shop; create table shop.item(id int primary key auto_increment, price decimal(8,2), made timestamp(3) default '2026-01-02 03:04:05.678'); insert into shop.item(price) values (1.25)",
  ]);
  const settings = {
    'connection.url': `jdbc:mysql://${await endpoint('mysql')}/shop`,
    'connection.user': 'root',
    'connection.password': await readFile(join(home.dir, 'stacks/default/mysql/conf/password'), 'utf8'),
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter.schemas.enable': 'false',
    'value.converter.decimal.format': 'NUMERIC',
  };
  const { exitCode, stderr } = await create(await connector('maria', jdbc('maria', settings)));
  expect(exitCode, String(stderr)).toBe(0);
  await expect.poll(async () => values('maria-item')).toContain('"price":1.25');
  await home.json(['sql', 'mysql', 'insert into shop.item(price) values (2.50)']);
  await expect.poll(async () => values('maria-item')).toContain('"price":2.50');
  expect((await values('maria-item')).split('\n')).toHaveLength(2);
  const log = await home.run(['logs', 'connect', '--tail', '100000']);
  expect(log.stdout).not.toContain(settings['connection.password']);
});

test('a file that is not a plugin is refused, and the worker keeps running', async () => {
  const jar = join(dir, 'plain.jar');
  await mkdir(join(dir, 'empty'));
  await execa('jar', ['--create', '--file', jar, '-C', join(dir, 'empty'), '.']);
  const plain = await home.run(['connector', 'install', jar]);
  expect(plain.exitCode).toBe(2);
  const zip = join(dir, 'slip.zip');
  await writeFile(zip, await zipOf('../../slipped.jar'));
  const slip = await home.run(['connector', 'install', zip]);
  expect(slip.exitCode).toBe(2);
  expect(slip.stderr).toContain('../../slipped.jar');
  expect((await execa('find', [home.dir, '-name', 'slipped.jar'])).stdout).toBe('');
  expect(stateOf(await home.status(), 'connect')).toBe('up');
  expect((await statusOf('shop')).stdout).toContain('RUNNING');
});

test('the standalone worker ends with Ctrl-C, and its next run resumes from its offsets', async () => {
  const project = join(dir, 'file');
  await home.json(['scaffold', 'connect-file', project, '--set', 'topic=lines']);
  await writeFile(join(project, 'source-file.txt'), 'one\ntwo\n');
  const run = () =>
    startStreamkit(
      [
        'connect',
        'standalone',
        'worker-standalone.properties',
        'local-file-source.properties',
        'local-file-sink.properties',
      ],
      { env: home.env, cwd: project },
    );
  const target = async () => readFile(join(project, 'target-file.txt'), 'utf8').catch(() => '');

  const first = run();
  await expect.poll(target).toBe('one\ntwo\n');
  first.kill('SIGINT');
  expect((await first).exitCode).toBe(130);

  await writeFile(join(project, 'source-file.txt'), 'three\n', { flag: 'a' });
  const second = run();
  await expect.poll(target).toBe('one\ntwo\nthree\n');
  second.kill('SIGINT');
  expect((await second).exitCode).toBe(130);
  expect((await values('lines')).match(/payload":"\w+/g)).toEqual(
    ['one', 'two', 'three'].map((line) => `payload":"${line}`),
  );
});

test('the source connector of the template passes its tests, and copies each row once across its restart', async () => {
  const project = join(dir, 'csv');
  await home.json(['scaffold', 'connect-source', project, '--set', 'topic=csv-rows']);
  const build = await execa('mvn', ['--batch-mode', 'package'], { cwd: project, reject: false, all: true });
  expect(build.exitCode, build.all).toBe(0);
  expect(build.all).toMatch(/Tests run: [1-9]\d*, Failures: 0, Errors: 0, Skipped: 0$/m);
  const install = await home.run(['connector', 'install', join(project, 'target/connect-source-0.1.0.jar')]);
  expect(install.stdout, install.stderr).toContain('com.example.connect.source.CsvSourceConnector');
  const created = await startStreamkit(['connector', 'create', 'config/csv-source.properties'], {
    env: home.env,
    cwd: project,
  });
  expect(created.exitCode, String(created.stderr)).toBe(0);
  const ids = async () => (await values('csv-rows')).match(/(?<="id":")\d+/g) ?? [];
  await expect.poll(ids).toEqual(['1', '2', '3']);
  expect((await home.run(['connector', 'restart', 'csv-source'])).exitCode).toBe(0);
  await writeFile(join(project, 'orders.csv'), '4,Susan,7.10\n', { flag: 'a' });
  await expect.poll(ids).toEqual(['1', '2', '3', '4']);
}, 600_000);

test('the examples that install connectors by name and remove them work when pasted', async () => {
  const examples = await allExamples();
  const { paste } = await playground(home);
  const installed = async () => (await home.run(['connector', 'plugins'])).stdout;
  const downloads = (examples.get('connector install') ?? []).filter((line) => !line.includes('target/'));
  expect(downloads).toHaveLength(3);
  // What plugins of one maker share makes them no rivals.
  for (const line of downloads) expect(await paste(line)).not.toContain('uses only one of them');
  expect(await installed()).toContain('io.debezium.connector.mariadb.MariaDbConnector');
  expect(await installed()).toContain('io.debezium.connector.jdbc.JdbcSinkConnector');
  for (const line of examples.get('connector remove') ?? []) await paste(line);
  expect(await installed()).not.toContain('io.debezium.connector.mariadb.MariaDbConnector');
  // The other connectors keep running.
  expect((await statusOf('shop')).stdout).toContain('RUNNING');
}, 600_000);

async function endpoint(service: string): Promise<string> {
  const { services } = await home.status();
  return Object.values(services.find(({ name }) => name === service)?.endpoints ?? {})[0] ?? '';
}

/** A zip archive with one entry, whose name is one that zip programs refuse to write: it is put in afterwards. */
async function zipOf(name: string): Promise<Buffer> {
  const folder = await mkdtemp(join(dir, 'zip-'));
  const harmless = 'x'.repeat(name.length);
  await writeFile(join(folder, harmless), 'x');
  const zip = join(folder, 'made.zip');
  await execa('jar', ['--create', '--no-manifest', '--file', zip, '-C', folder, harmless]);
  return Buffer.from((await readFile(zip)).toString('latin1').replaceAll(harmless, name), 'latin1');
}

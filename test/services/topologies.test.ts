import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { SqlResult } from '../../src/sql/client.js';
import type { TopologyStatus } from '../../src/storm/topology-status.js';
import { startStreamkit } from '../support/cli.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';
import { wordCountJar } from '../support/word-count.js';

const home = await ownHome();

/** Scaffolds a project under names of its own and builds it with its tests, as its user would. @returns its folder */
async function project(template: string, options: Record<string, string>): Promise<string> {
  const dir = join(home.dir, template);
  const settings = Object.entries(options).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  await home.json(['scaffold', template, dir, ...settings]);
  await execa('mvn', ['--batch-mode', '--quiet', 'package'], { cwd: dir, all: true });
  return dir;
}

async function succeeds(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await home.run(args);
  expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

async function query(product: string, text: string): Promise<(string | null)[][]> {
  const { results } = await home.json<{ results: SqlResult[] }>(['sql', product, text]);
  return results.at(-1)?.rows ?? [];
}

const orders = async () =>
  (await query('mysql', 'select distinct who, what from shop.orders order by who')).map(String);
const people = async () =>
  (await query('hive', 'select distinct customer_id, customer_firstname from people')).map(String).sort();
const errors = async (topology: string) => {
  const { components } = await home.json<TopologyStatus>(['topology', 'status', topology]);
  return components.map(({ lastError }) => lastError?.message ?? '').join('\n');
};

test('up without a name starts everything', async () => {
  await succeeds('up', '--ports', 'auto');
  const { services } = await home.status();
  expect(services.map(({ state }) => state)).toEqual(Array(9).fill('up'));
});

test('projects under other names build, pass their tests and run', async () => {
  const mysql = await project('storm-mysql', {
    package: 'org.example.orders',
    artifact: 'orders',
    topology: 'orders',
    topic: 'orders',
    database: 'shop',
    table: 'orders',
    idColumn: 'number',
    firstColumn: 'who',
    secondColumn: 'what',
  });
  const hive = await project('storm-hdfs-hive', {
    package: 'org.example.people',
    artifact: 'people',
    topology: 'people',
    topic: 'people',
    path: '/data/people',
    delimiter: ';',
    table: 'people',
  });
  await succeeds('sql', 'mysql', '--file', join(mysql, 'sql/orders.sql'));
  await succeeds('sql', 'hive', '--file', join(hive, 'hive/people.sql'));
  for (const topic of ['orders', 'people']) await succeeds('topic', 'create', topic);
  await succeeds('topology', 'submit', join(mysql, 'target/orders-1.0.0.jar'));
  await succeeds('topology', 'submit', join(hive, 'target/people-1.0.0.jar'));
  await succeeds('produce', 'orders', 'Ann,tea');
  await succeeds('produce', 'people', '1,Ann,Lee');
  await expect.poll(orders).toEqual(['Ann,tea']);
  await expect.poll(people).toEqual(['1,Ann']);
}, 600_000);

test("the database's own client reads the rows", async ({ skip }) => {
  const port = await readFile(join(home.dir, 'stacks/default/stack.json'), 'utf8').then(
    (text) => (JSON.parse(text) as { ports: { mysql: { client: number } } }).ports.mysql.client,
  );
  const password = await readFile(join(home.dir, 'stacks/default/mysql/conf/password'), 'utf8');
  const rows = await execa(
    'mariadb',
    [
      '--host=127.0.0.1',
      `--port=${port}`,
      '--user=root',
      '--skip-ssl',
      '--batch',
      '-e',
      'select who from shop.orders',
    ],
    { env: { MYSQL_PWD: password }, reject: false },
  );
  if ('code' in rows && rows.code === 'ENOENT') skip('there is no mariadb client on this machine');
  expect(rows.stdout).toBe('who\nAnn');
});

test('nothing is lost when MySQL stops, or its table is missing, while tuples flow', async () => {
  await succeeds('down', 'mysql');
  await succeeds('produce', 'orders', 'Bob,milk');
  await expect.poll(async () => errors('orders')).toMatch(/Communications link failure|Connection refused/);
  await succeeds('up', 'mysql');
  await expect.poll(orders).toEqual(['Ann,tea', 'Bob,milk']);
  await succeeds('sql', 'mysql', 'rename table shop.orders to shop.away');
  await succeeds('produce', 'orders', 'Cid,juice');
  await expect.poll(async () => errors('orders')).toContain("Table 'shop.orders' doesn't exist");
  await succeeds('sql', 'mysql', 'rename table shop.away to shop.orders');
  await expect.poll(orders).toEqual(['Ann,tea', 'Bob,milk', 'Cid,juice']);
});

test('nothing is lost when HDFS is killed while tuples flow', async () => {
  process.kill((await home.ledger('hdfs')).process.pid, 'SIGKILL');
  await expect.poll(async () => stateOf(await home.status(), 'hdfs')).toBe('failed');
  await succeeds('produce', 'people', '2,Bob,Roe');
  await expect.poll(async () => errors('people')).not.toBe('');
  await succeeds('up');
  await expect.poll(people).toEqual(['1,Ann', '2,Bob']);
});

test('logs -f follows a topology until Ctrl-C', async () => {
  const logs = startStreamkit(['topology', 'logs', 'people', '-f'], { env: home.env });
  let seen = '';
  logs.stdout?.on('data', (chunk: Buffer) => (seen += chunk.toString()));
  await expect.poll(() => seen).toContain('Worker');
  logs.kill('SIGINT');
  expect((await logs).exitCode).toBe(130);
});

test('submit names the topologies that hold the slots', async () => {
  const jar = await wordCountJar(home.dir, home.env['STREAMKIT_CACHE'] ?? '');
  for (const name of ['words1', 'words2']) await succeeds('topology', 'submit', jar, 'words.WordCount', name);
  const full = async () => home.run(['topology', 'submit', jar, 'words.WordCount', 'words3']);
  await expect.poll(async () => (await full()).exitCode).toBe(3);
  const { stderr } = await full();
  for (const name of ['orders', 'people', 'words1', 'words2']) expect(stderr).toContain(`${name} holds 1`);
  expect(stderr).toContain('streamkit topology kill ');
});

test('submit reports a jar that was built for another version of Storm', async () => {
  const folder = join(home.dir, 'old');
  await execa('mkdir', ['-p', folder]);
  const source = join(folder, 'Old.java');
  await writeFile(
    source,
    'public class Old { public static void main(String[] a) throws Exception { Class.forName("backtype.storm.Config"); } }',
  );
  await execa('javac', ['-d', folder, source]);
  await execa('jar', ['--create', '--file', join(folder, 'old.jar'), '-C', folder, 'Old.class']);
  for (const name of ['words1', 'words2']) await succeeds('topology', 'kill', name, '--wait', '0');
  const submit = async () => home.run(['topology', 'submit', join(folder, 'old.jar'), 'Old']);
  // The slots of the killed ones are free when their workers have ended.
  await expect.poll(async () => (await submit()).exitCode).toBe(5);
  const { stderr } = await submit();
  expect(stderr).toContain('was built for another version of Storm');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('down ends the workers', async () => {
  await succeeds('down');
  expect(await processesOf(home.dir)).toEqual([]);
});

import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allExamples, playground } from '../support/examples.js';
import { ownHome } from '../support/own-home.js';
import { wordCountJar } from '../support/word-count.js';

const home = await ownHome();
const examples = await allExamples();
const { dir, paste, pasteUntilSeen, write } = await playground(home);

/** Every example of a command. */
async function pasteAll(command: string) {
  for (const line of examples.get(command) ?? []) {
    if (line.endsWith(' -f')) await pasteUntilSeen(line);
    else await paste(line);
  }
}

test('a stack with Storm, MySQL, PostgreSQL and Hive', async () => {
  await paste('streamkit up storm kafka mysql postgres hive --ports auto');
});

test('hdfs', async () => {
  await write({ 'customers.txt': '1|Jon|Doe\n', 'records-1.txt': '2|Ann|Lee\n' });
  await pasteAll('hdfs mkdir');
  await paste('streamkit hdfs put records-1.txt /user/storm-data/');
  await rm(join(dir, 'records-1.txt'));
  await pasteAll('hdfs put');
  await pasteAll('hdfs append');
  for (const command of ['ls', 'cat', 'tail', 'du', 'get', 'mv', 'rm']) await pasteAll(`hdfs ${command}`);
});

test('sql', async () => {
  await paste('streamkit scaffold storm-mysql . --yes --force');
  await paste("streamkit sql hive 'create table customer (customer_id int)'");
  // Those on Flink are in processors.test.ts.
  for (const line of examples.get('sql') ?? []) if (!line.includes('sql flink')) await paste(line);
});

test('topology', async () => {
  await paste('mvn --quiet --batch-mode package -DskipTests');
  await rename(
    await wordCountJar(home.dir, home.env['STREAMKIT_CACHE'] ?? ''),
    join(dir, 'target/my-topology.jar'),
  );
  const [submit = '', ...more] = examples.get('topology submit') ?? [];
  await paste(submit);
  const order = ['list', 'status', 'logs', 'deactivate', 'activate', 'rebalance', 'kill'];
  for (const command of order) await pasteAll(`topology ${command}`);
  for (const line of more) await paste(line);
});

test('there are no other such commands', () => {
  const commands = [...examples.keys()].filter((command) => /^(hdfs|sql|topology)( |$)/.test(command));
  const pasted = ['mkdir', 'put', 'append', 'ls', 'cat', 'tail', 'du', 'get', 'mv', 'rm'].map(
    (name) => `hdfs ${name}`,
  );
  const topology = ['submit', 'list', 'status', 'logs', 'deactivate', 'activate', 'rebalance', 'kill'].map(
    (name) => `topology ${name}`,
  );
  expect(commands.toSorted()).toEqual([...pasted, 'sql', ...topology].toSorted());
});

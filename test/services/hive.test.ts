import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SqlResult } from '../../src/sql/client.js';
import { listenersOf } from '../support/listeners.js';
import { ownHome, stateOf } from '../support/own-home.js';

const home = await ownHome();
const table = `create external table customer (customer_id int, customer_firstname string, customer_lastname string)
  row format delimited fields terminated by '|' stored as textfile location '/user/storm-data'`;

async function rows(query: string): Promise<(string | null)[][]> {
  const { results } = await home.json<{ results: SqlResult[] }>(['sql', 'hive', query]);
  return results.at(-1)?.rows ?? [];
}

test('Hive comes up with HDFS, on loopback only', async () => {
  const { exitCode, stderr } = await home.run(['up', 'hive', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  const listening = await listenersOf((await home.ledger('hive')).process.pid);
  expect(listening.length).toBeGreaterThan(0);
  for (const address of listening) expect(address).toMatch(/^127\.0\.0\.1:/);
});

test('sessions in parallel lose no row', async () => {
  const counts = Array.from({ length: 4 }, async (_, session) => {
    const inserts = [1, 2, 3].map((value) => `insert into p${session} values (${value});`).join('');
    return rows(`create table p${session} (a int); ${inserts} select count(*), sum(a) from p${session}`);
  });
  expect(await Promise.all(counts)).toEqual(counts.map(() => [['3', '6']]));
});

test('header lines, dynamic partitions and DROP DATABASE work', async () => {
  const local = join(home.dir, 'header.csv');
  await writeFile(local, 'id,kind\n1,a\n2,b\n3,a\n');
  await home.json(['hdfs', 'put', local, '/header/']);
  const results = await rows(
    `create database shop; use shop;
    create external table t (id int, kind string) row format delimited fields terminated by ','
      location '/header' tblproperties ('skip.header.line.count' = '1');
    create table copies partitioned by (kind) as select id, kind from t;
    insert into copies partition (kind) select id + 10, kind from t;
    select kind, count(*), sum(id) from copies group by kind order by kind`,
  );
  expect(results).toEqual([
    ['a', '4', '28'],
    ['b', '2', '14'],
  ]);
  expect(await rows('drop database shop cascade; show databases')).toEqual([['default']]);
});

test('files in HDFS are rows of a table', async () => {
  const local = join(home.dir, 'records.txt');
  await writeFile(local, '1|Ann|Lee\n2|Zoë|😀\n');
  await home.json(['hdfs', 'put', local, '/user/storm-data/records.txt']);
  await rows(table);
  expect(await rows('select * from customer')).toEqual([
    ['1', 'Ann', 'Lee'],
    ['2', 'Zoë', '😀'],
  ]);
  expect(await rows('select count(*) from customer')).toEqual([['2']]);
});

test.each([
  ['select * from nope', "Table not found 'nope'"],
  ['selct', 'ParseException'],
  ["create table a (a int) stored as orc tblproperties ('transactional' = 'true')", 'has no transactions'],
  ['show transactions', 'has no transactions'],
  [table, 'Table hive.default.customer already exists'],
])("%s is refused with Hive's own message", async (query, words) => {
  const { exitCode, stderr } = await home.run(['sql', 'hive', query]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(words);
  expect(stderr).not.toContain('\tat ');
});

test.each(['hive', 'hdfs'])('tables and rows survive kill -9 of %s', async (service) => {
  await home.killAfter(service, async () => rows(`create table after_${service} (a int)`));
  await expect.poll(async () => stateOf(await home.status(), service)).toBe('failed');
  const { exitCode, stderr } = await home.run(['up', 'hive']);
  expect(exitCode, stderr).toBe(0);
  expect(await rows('select customer_id from customer')).toEqual([['1'], ['2']]);
  expect(await rows(`select * from after_${service}`)).toEqual([]);
});

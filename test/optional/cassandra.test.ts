import { expect, test } from 'vitest';
import { playground } from '../support/examples.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();

test('cassandra comes up alone and runs CQL, batches and types included', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 'cassandra', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^cassandra is \[UP\] {2}127\.0\.0\.1:\d+ {2}.+$/m);
  const script = `
    create keyspace shop with replication = {'class': 'SimpleStrategy', 'replication_factor': 1};
    create table shop.orders (id int primary key, name text, tags set<text>, prices map<text, decimal>, day date);
    -- a batch is one statement;
    begin batch
      insert into shop.orders (id, name, tags, prices, day) values (1, 'Zoë;', {'a', 'b'}, {'EUR': 1.50}, '2024-02-03');
      insert into shop.orders (id) values (2);
    apply batch;
    select id, name, tags, prices, day from shop.orders where id in (1, 2)`;
  const { results } = await home.json<{ results: unknown[] }>(['sql', 'cassandra', script]);
  expect(results).toHaveLength(4);
  expect(results[3]).toEqual({
    columns: ['id', 'name', 'tags', 'prices', 'day'],
    rows: [
      ['1', 'Zoë;', "{'a', 'b'}", '{EUR: 1.50}', '2024-02-03'],
      ['2', null, null, null, null],
    ],
  });
});

test('errors are those of Cassandra; --database names a keyspace', async () => {
  const wrong = await home.run(['sql', 'cassandra', 'select * from shop.nowhere']);
  expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('Cassandra: table nowhere')]);
  const other = await home.run(['sql', 'cassandra', '--database', 'nowhere', 'select * from t']);
  expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining("'nowhere' does not exist")]);
  const { stdout } = await home.run([
    'sql',
    'cassandra',
    '-d',
    'shop',
    'select count(*) from orders',
    '--csv',
  ]);
  expect(stdout).toBe('count\r\n2');
});

test('scripts of streamkit.yml run once in a keyspace, which is created', async () => {
  const { paste, write } = await playground(home);
  await write({
    'streamkit.yml': 'services: [cassandra]\nsql:\n  cassandra:\n    Stock: [items.cql]\n',
    'items.cql':
      "create table items (id int primary key, name text);\ninsert into items (id, name) values (1, 'pen');\n",
  });
  await paste('streamkit apply');
  expect(await paste("streamkit sql cassandra -d Stock 'select name from items' --csv")).toContain('pen');
  // A second run would fail: the table exists.
  await paste('streamkit apply');
  await paste('streamkit diff');
});

test('after kill -9 up brings it back with all that was acknowledged, and down leaves no process', async () => {
  const last = 'insert into "Stock".items (id, name) values (9, \'last\')';
  await home.killAfter('cassandra', async () => home.run(['sql', 'cassandra', last]));
  await expect.poll(async () => stateOf(await home.status(), 'cassandra')).toBe('failed');
  expect(await home.run(['up', 'cassandra'])).toMatchObject({ exitCode: 0 });
  expect((await home.run(['sql', 'cassandra', 'select name from shop.orders', '--csv'])).stdout).toContain(
    'Zoë;',
  );
  const { stdout } = await home.run(['sql', 'cassandra', 'select name from "Stock".items', '--csv']);
  expect(stdout).toContain('last');
  await home.run(['down']);
  expect(await processesOf(home.dir)).toEqual([]);
  const down = await home.run(['sql', 'cassandra', 'select 1']);
  expect([down.exitCode, down.stderr]).toEqual([4, expect.stringContaining('streamkit up cassandra')]);
});

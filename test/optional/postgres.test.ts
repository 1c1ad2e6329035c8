import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();
const folder = join(home.dir, 'stacks/default');

test('postgres comes up alone, listens on loopback only, and keeps its password in files of mode 0600', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 'postgres', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^postgres is \[UP\] {2}127\.0\.0\.1:\d+ {2}.+$/m);
  const { secret } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8')) as { secret: string };
  for (const file of ['password', 'pgpass'])
    expect((await stat(join(folder, 'postgres/conf', file))).mode & 0o077).toBe(0);
  expect(await readFile(join(folder, 'postgres/logs/output.log'), 'utf8')).not.toContain(secret);
  expect((await execa('ps', ['-axeww', '-o', 'args='])).stdout).not.toContain(secret);
  if (process.platform !== 'linux') return;
  const { pid } = (await home.ledger('postgres')).process;
  const { stdout: sockets } = await execa('ss', ['-H', '-ltnp']);
  const listeners = sockets.split('\n').filter((line) => line.includes(`pid=${pid},`));
  expect(listeners).toHaveLength(1);
  expect(listeners[0]).toMatch(/127\.0\.0\.1:\d+ /);
});

test('a script with function bodies, comments, strings and bytes runs, and its results are typed as PostgreSQL writes them', async () => {
  const script = join(home.dir, 'script.sql');
  await writeFile(
    script,
    `-- comment; with a semicolon
     create table t (a int primary key, b text, c bytea, d boolean); /* nested /* ; */ */
     create function one() returns int language sql as $body$ select 1; $body$;
     insert into t values (1, 'ü;', '\\x00ff', true), (2, null, null, null);
     select * from t order by a`,
  );
  const { results } = await home.json<{ results: unknown[] }>(['sql', 'postgres', '--file', script]);
  expect(results.slice(2)).toEqual([
    { columns: [], rows: [], affected: 2 },
    {
      columns: ['a', 'b', 'c', 'd'],
      rows: [
        ['1', 'ü;', '\\x00ff', 't'],
        ['2', null, null, null],
      ],
    },
  ]);
  const { stdout } = await home.run(['sql', 'postgres', 'select one() where false', '--csv']);
  expect(stdout.trim()).toBe('one');
});

test('errors are those of PostgreSQL, with SQLSTATE and hint', async () => {
  const wrong = await home.run(['sql', 'postgres', 'select * from nowhere']);
  expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('(SQLSTATE 42P01)')]);
  const other = await home.run(['sql', 'postgres', '--database', 'nowhere', 'select 1']);
  expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining('"nowhere" does not exist')]);
  const copy = await home.run(['sql', 'postgres', 'copy t from stdin']);
  expect([copy.exitCode, copy.stderr]).toEqual([2, expect.stringContaining('streamkit run -- psql')]);
});

test('changes can be captured, and programs on libpq find the server', async () => {
  const level = await home.run(['sql', 'postgres', 'show wal_level', '--csv']);
  expect(level.stdout).toBe('wal_level\r\nlogical');
  const { stdout } = await home.run(['run', '--', 'sh', '-c', 'echo $PGHOST $PGUSER; cat "$PGPASSFILE"']);
  expect(stdout).toMatch(/^127\.0\.0\.1 postgres\n\*:\*:\*:postgres:\w+/);
});

test('after kill -9 up brings it back with all that was acknowledged, and down leaves no process', async () => {
  await home.killAfter('postgres', async () => home.run(['sql', 'postgres', 'create table last (a int)']));
  await expect.poll(async () => stateOf(await home.status(), 'postgres')).toBe('failed');
  expect(await home.run(['up', 'postgres'])).toMatchObject({ exitCode: 0 });
  expect((await home.run(['sql', 'postgres', 'select count(*) from t', '--csv'])).stdout).toContain('2');
  expect((await home.run(['sql', 'postgres', 'select count(*) from last', '--csv'])).stdout).toContain('0');
  await home.run(['down']);
  expect(await processesOf(home.dir)).toEqual([]);
  const down = await home.run(['sql', 'postgres', 'select 1']);
  expect([down.exitCode, down.stderr]).toEqual([4, expect.stringContaining('streamkit up postgres')]);
});

import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();
const folder = join(home.dir, 'stacks/default');

test('mysql comes up alone, and runs a query', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 'mysql', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^mysql is \[UP\] {2}127\.0\.0\.1:\d+ {2}\S+$/m);
  expect((await home.run(['sql', 'mysql', 'select 1 + 1 as two', '--csv'])).stdout).toBe('two\r\n2');
});

test('its password is only in files of mode 0600: in no log and on no command line', async () => {
  const { secret } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8')) as { secret: string };
  for (const file of ['stack.json', 'mysql/conf/init.sql', 'mysql/conf/password'])
    expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
  expect(await readFile(join(folder, 'mysql/logs/output.log'), 'utf8')).not.toContain(secret);
  expect((await execa('ps', ['-axeww', '-o', 'args='])).stdout).not.toContain(secret);
});

test.runIf(process.platform === 'linux')('it listens on loopback only', async () => {
  const pids = await processesOf(home.dir);
  const { stdout } = await execa('ss', ['-H', '-ltnp']);
  const listeners = stdout.split('\n').filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)));
  expect(listeners).toHaveLength(1);
  expect(listeners[0]).toMatch(/127\.0\.0\.1:\d+ /);
});

test('several statements from standard input, as a table and as JSON', async () => {
  const { stdout } = await execa(process.execPath, ['bin/run.js', 'sql', 'mysql'], {
    env: home.env,
    input:
      "create database shop; use shop; create table t (a int, b varchar(9)); insert into t values (1, 'ü;'), (2, null)",
  });
  expect(stdout).toContain('ok, 2 rows changed');
  expect(await home.json(['sql', 'mysql', 'select * from shop.t; select 2 as b'])).toEqual({
    results: [
      {
        columns: ['a', 'b'],
        rows: [
          ['1', 'ü;'],
          ['2', null],
        ],
      },
      { columns: ['b'], rows: [['2']] },
    ],
  });
});

test('a script that fails half-way has the results before it and the error in one JSON document', async () => {
  const { exitCode, stdout } = await home.run(['sql', 'mysql', 'select 1 as a; nonsense', '--json']);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    results: [{ columns: ['a'], rows: [['1']] }],
    error: { code: 'USAGE' },
  });
});

test('a script with DELIMITER, bodies, comments, bytes and several results runs as in the client of MySQL', async () => {
  const script = join(home.dir, 'script.sql');
  const lines = join(home.dir, 'lines.csv');
  await writeFile(lines, '5,five\n');
  await writeFile(
    script,
    `# comment; with a semicolon
     create table d (a int, b blob);
DELIMITER ;;
/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON d FOR EACH ROW BEGIN SET NEW.a = NEW.a + 1; END */;;
create procedure p() begin select * from d; select 'ü;' as t; end;;
delimiter ;
     load data local infile '${lines}' into table d fields terminated by ',';`,
  );
  expect(await home.run(['sql', 'mysql', '--database', 'shop', '--file', script])).toMatchObject({
    exitCode: 0,
  });
  expect(await home.json(['sql', 'mysql', '-d', 'shop', 'call p()'])).toEqual({
    results: [
      { columns: ['a', 'b'], rows: [['6', '0x66697665']] },
      { columns: ['t'], rows: [['ü;']] },
    ],
  });
});

test.runIf(process.platform === 'linux')('a suspended MySQL is named instead of waited for', async () => {
  const { pid } = (await home.ledger('mysql')).process;
  process.kill(pid, 'SIGSTOP');
  const { exitCode, stderr } = await home.run(['sql', 'mysql', 'select 1']).finally(() => {
    process.kill(pid, 'SIGCONT');
  });
  expect(stderr).toContain('mysql does not respond (it is suspended).');
  expect(exitCode).toBe(4);
});

test('a wrong statement is refused with the message of MySQL', async () => {
  const { exitCode, stderr } = await home.run(['sql', 'mysql', 'select * from shop.nowhere']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Table 'shop.nowhere' doesn't exist (SQLSTATE 42S02)");
});

test('after kill -9 up brings it back with all that was acknowledged', async () => {
  await home.killAfter('mysql', async () => home.run(['sql', 'mysql', 'create table shop.last (a int)']));
  await expect.poll(async () => stateOf(await home.status(), 'mysql')).toBe('failed');
  expect(await home.run(['up', 'mysql'])).toMatchObject({ exitCode: 0 });
  expect((await home.run(['sql', 'mysql', 'select count(*) from shop.t', '--csv'])).stdout).toContain('2');
  expect((await home.run(['sql', 'mysql', 'select count(*) from shop.last', '--csv'])).stdout).toContain('0');
});

test('sql on a stack that is down suggests up', async () => {
  await home.run(['down']);
  expect(await processesOf(home.dir)).toEqual([]);
  const { exitCode, stderr } = await home.run(['sql', 'mysql', 'select 1']);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('streamkit up mysql');
});

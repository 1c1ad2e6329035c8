import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const servers: Record<string, string> = {};

beforeAll(async () => {
  const up = await home.run(['up', 'mysql', 'postgres', '--ports', 'auto']);
  expect(up.exitCode, up.stderr).toBe(0);
  await home.run(['sql', 'mysql', 'create database jdbc_test character set utf8mb4']);
  await home.run(['sql', 'postgres', 'create database jdbc_test']);
  const { variables } = await home.json<{ variables: Record<string, string> }>(['env']);
  const { MYSQL_PORT = '', MYSQL_PASSWORD_FILE = '', PGPORT = '', PGPASSFILE = '' } = variables;
  const mysql = `127.0.0.1:${MYSQL_PORT}/jdbc_test?user=root&password=${await secretIn(MYSQL_PASSWORD_FILE)}`;
  servers['MYSQL_URL'] = `jdbc:mysql://${mysql}`;
  servers['MARIADB_URL'] = `jdbc:mariadb://${mysql}`;
  const password = (await secretIn(PGPASSFILE)).split(':').at(-1) ?? '';
  servers['POSTGRES_URL'] =
    `jdbc:postgresql://127.0.0.1:${PGPORT}/jdbc_test?user=postgres&password=${password}`;
}, 600_000);

async function secretIn(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trim();
}

test('the tests of the JDBC source connector pass on SQLite, on MariaDB with both drivers, and on PostgreSQL', async () => {
  const { all, exitCode } = await execa(
    'mvn',
    ['--batch-mode', '--file', 'test/jvm/connect-jdbc/pom.xml', 'test'],
    { all: true, reject: false, env: servers, stdin: 'ignore' },
  );
  expect(exitCode, all).toBe(0);
  expect(all).toMatch(/Tests run: 1\d\d, Failures: 0, Errors: 0, Skipped: 0$/m);
}, 900_000);

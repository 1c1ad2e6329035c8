import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSearchCall } from '../../src/opensearch/client.js';
import { s3Request } from '../support/s3-request.js';
import { dockerHome, hasDocker } from './docker-home.js';

const stores = ['postgres', 's3', 'opensearch', 'cassandra'];

describe.skipIf(!hasDocker)('the optional stores on Docker', async () => {
  const home = await dockerHome();
  const variable = async (name: string) =>
    (await home.run(['run', '--', 'sh', '-c', `echo $${name}`])).stdout.trim();
  const sql = async (product: string, statement: string) => {
    const { stdout, stderr, exitCode } = await home.run(['sql', product, '--csv', statement]);
    expect(exitCode, stderr).toBe(0);
    return stdout;
  };

  /** A request of an S3 client. @returns status and body */
  async function s3(method: string, path: string, body = ''): Promise<[number, string]> {
    const credentials = await readFile(join(home.dir, 'home/stacks/default/s3/conf/credentials'), 'utf8');
    const secret = /aws_secret_access_key = (\w+)/.exec(credentials)?.[1] ?? '';
    const url = new URL(path, await variable('AWS_ENDPOINT_URL_S3'));
    return s3Request(method, url, secret, body);
  }

  test('come up from their images, on loopback only', async () => {
    const { stdout, stderr, exitCode } = await home.run(['up', ...stores]);
    expect(exitCode, stderr).toBe(0);
    for (const name of stores)
      expect(stdout).toMatch(new RegExp(`^${name} is \\[UP\\] {2}(http://)?127\\.0\\.0\\.1:\\d+`, 'm'));
    const published = (await home.client.listContainers({})).flatMap(({ Ports }) => Ports);
    for (const { IP, PublicPort } of published) if (PublicPort) expect(IP).toBe('127.0.0.1');
  });

  test('are reached from here and from a container', async () => {
    const { stdout, stderr, exitCode } = await home.run(['doctor', '--deep']);
    expect(exitCode, stdout + stderr).toBe(0);
    for (const name of stores)
      for (const from of ['here', 'a container']) expect(stdout).toMatch(`ok       ${name} from ${from}`);
  });

  test('write and read with the accounts of the stack', async () => {
    await sql('postgres', "create table t (a text); insert into t values ('kept')");
    await sql(
      'cassandra',
      `create keyspace shop with replication = {'class': 'SimpleStrategy', 'replication_factor': 1};
       create table shop.t (a text primary key); insert into shop.t (a) values ('kept')`,
    );
    expect((await s3('PUT', '/lake'))[0]).toBe(200);
    expect((await s3('PUT', '/lake/a.txt', 'kept'))[0]).toBe(200);
    const url = await variable('OPENSEARCH_URL');
    await openSearchCall('PUT', `${url}/animals/_doc/1?refresh=true`, undefined, { text: 'kept' });
  });

  test('have their data after down and up', async () => {
    expect((await home.run(['down'])).exitCode).toBe(0);
    const up = await home.run(['up', ...stores]);
    expect(up.exitCode, up.stderr).toBe(0);
    expect(await sql('postgres', 'show wal_level')).toContain('logical');
    expect(await sql('postgres', 'select a from t')).toContain('kept');
    expect(await sql('cassandra', 'select a from shop.t')).toContain('kept');
    expect(await s3('GET', '/lake/a.txt')).toEqual([200, 'kept']);
    const url = await variable('OPENSEARCH_URL');
    const found = await openSearchCall('GET', `${url}/animals/_count`, undefined);
    expect(found).toMatchObject({ count: 1 });
  });

  test('are in the file for Docker Compose, which has no password', async () => {
    const { stdout, stderr, exitCode } = await home.run([
      'export',
      'compose',
      ...stores,
      'flink-sql',
      'spark',
    ]);
    expect(exitCode, stderr).toBe(0);
    for (const name of [
      ...stores,
      'flink-jobmanager',
      'flink-taskmanager',
      'flink-sql',
      'spark-master',
      'spark-worker',
    ])
      expect(stdout).toMatch(new RegExp(`^ {2}${name}:$`, 'm'));
    const { secret } = JSON.parse(
      await readFile(join(home.dir, 'home/stacks/default/stack.json'), 'utf8'),
    ) as { secret: string };
    expect(stdout).not.toContain(secret);
  });

  test('down --data leaves nothing', async () => {
    expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await home.leftovers()).toEqual([]);
  });
});

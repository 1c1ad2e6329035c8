import { request } from 'node:http';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();

/** The status of an answer to a request with these headers, which may be those of another site's page. */
async function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

test('up starts optional services when they are named', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 'flink', 'spark', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout.match(/^\S+(?= is \[UP\])/gm)?.toSorted()).toEqual([
    'flink-jobmanager',
    'flink-taskmanager',
    'spark-master',
    'spark-worker',
  ]);
});

test('their HTTP servers refuse requests of other sites', async () => {
  const { services } = await home.status();
  const urls = services.flatMap(({ name, endpoints }) => {
    if (!/^(flink|spark)-/.test(name)) return [];
    return Object.values(endpoints).filter((address) => address.startsWith('http:'));
  });
  expect(urls).toHaveLength(4);
  for (const url of urls) {
    const { host } = new URL(url);
    expect(await statusOf(url, { Host: host })).not.toBe(403);
    expect(await statusOf(url, { Host: host, Origin: url })).not.toBe(403);
    expect(await statusOf(url, { Host: 'example.com' })).toBe(403);
    expect(await statusOf(url, { Host: host, Origin: 'http://example.com' })).toBe(403);
    expect(await statusOf(url, { Host: host, Origin: 'null' })).toBe(403);
  }
});

test.runIf(process.platform === 'linux')('none of their ports is open beyond loopback', async () => {
  const pids = await processesOf(home.dir);
  const { stdout } = await execa('ss', ['-H', '-ltnp']);
  const listeners = stdout.split('\n').filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)));
  expect(listeners.length).toBeGreaterThanOrEqual(9);
  for (const line of listeners) expect(line).toMatch(/(127\.0\.0\.1|\[::ffff:127\.0\.0\.1\]|\[::1\]):\d+ /);
});

test('up restarts killed processes', async () => {
  for (const name of ['flink-taskmanager', 'spark-worker'])
    process.kill((await home.ledger(name)).process.pid, 'SIGKILL');
  await expect.poll(async () => stateOf(await home.status(), 'spark-worker')).toBe('failed');
  const { exitCode, stderr } = await home.run(['up', 'flink', 'spark']);
  expect(exitCode, stderr).toBe(0);
  expect(stateOf(await home.status(), 'flink-taskmanager')).toBe('up');
});

import { request } from 'node:http';
import { expect, test } from 'vitest';
import { openSearchCall } from '../../src/opensearch/client.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();
let url = '';

test('opensearch comes up alone, indexes and finds documents', async () => {
  const { exitCode, stdout, stderr } = await home.run(['up', 'opensearch', '--ports', 'auto']);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^opensearch is \[UP\] {2}http:\/\/127\.0\.0\.1:\d+ {2}.+$/m);
  url = (await home.run(['run', '--', 'sh', '-c', 'echo $OPENSEARCH_URL'])).stdout.trim();
  for (const [id, text] of ['a quick fox', 'a lazy dog'].entries())
    await openSearchCall('PUT', `${url}/animals/_doc/${id}?refresh=true`, undefined, { text });
  expect(await count('fox')).toBe(1);
});

test('requests of web pages of other sites are refused', async () => {
  expect(await statusWith({ origin: 'http://evil.example' })).toBe(403);
  expect(await statusWith({ host: 'evil.example' })).toBe(403);
  expect(await statusWith({ origin: url })).toBe(200);
});

test('after kill -9 up brings it back with all that was acknowledged, and down leaves no process', async () => {
  await home.killAfter('opensearch', async () =>
    openSearchCall('PUT', `${url}/animals/_doc/9`, undefined, { text: 'a late owl' }),
  );
  await expect.poll(async () => stateOf(await home.status(), 'opensearch')).toBe('failed');
  expect(await home.run(['up', 'opensearch'])).toMatchObject({ exitCode: 0 });
  expect(await count('dog')).toBe(1);
  expect(await openSearchCall('GET', `${url}/animals/_doc/9`)).toMatchObject({ found: true });
  await home.run(['down']);
  expect(await processesOf(home.dir)).toEqual([]);
});

async function count(word: string): Promise<number> {
  const found = await openSearchCall('GET', `${url}/animals/_count?q=text:${word}`);
  return (found as { count: number }).count;
}

async function statusWith(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent: false }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

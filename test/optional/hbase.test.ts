import { request } from 'node:http';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HBaseRow } from '../../src/hbase/rows.js';
import { allExamples, playground } from '../support/examples.js';
import { ownHome, processesOf, stateOf } from '../support/own-home.js';

const home = await ownHome();
const { paste } = await playground(home);

const names = async () =>
  (await home.json<{ rows: HBaseRow[] }>(['hbase', 'scan', 'orders'])).rows.map(({ key, cells }) => [
    key,
    cells.map(({ column, value }) => `${column}=${value}`).join(),
  ]);

test('hbase comes up alone; all examples of its commands work', async () => {
  await paste('streamkit up hbase --ports auto');
  const examples = await allExamples();
  const commands = [...examples.keys()].filter((command) => command.startsWith('hbase ')).sort();
  expect(commands).toEqual(['hbase create', 'hbase get', 'hbase list', 'hbase put', 'hbase scan']);
  for (const command of ['create', 'put', 'get', 'scan', 'list'])
    for (const line of examples.get(`hbase ${command}`) ?? []) await paste(line);
});

test('values of any characters are read as they were written; prefixes select rows', async () => {
  expect(await home.run(['hbase', 'put', 'orders', 'a/b*+', 'item:näme', 'Zoë 😀 "x"'])).toMatchObject({
    exitCode: 0,
  });
  expect(await names()).toEqual([
    ['1001', 'item:name=pencil'],
    ['a/b*+', 'item:näme=Zoë 😀 "x"'],
  ]);
  const { stdout } = await home.run(['hbase', 'scan', 'orders', '--prefix', 'a/']);
  expect(stdout).toMatch(/^a\/b\*\+ +item:näme +Zoë 😀 "x" /m);
});

test('what does not exist is refused by name', async () => {
  const failures = [
    [['get', 'orders', 'nope'], 'Row nope does not exist in table orders'],
    [['get', 'nope', '1'], 'Table nope does not exist in HBase'],
    [['scan', 'nope'], 'Table nope does not exist in HBase'],
    [['put', 'orders', '1', 'nope:x', '1'], 'Column family nope does not exist'],
    [['create', 'orders', 'item'], 'Table orders already exists in HBase'],
  ] as const;
  for (const [args, message] of failures) {
    const { exitCode, stderr } = await home.run(['hbase', ...args]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(message);
  }
});

test('requests of web pages of other sites are refused', async () => {
  const { stdout } = await home.run(['run', '--', 'sh', '-c', 'echo $HBASE_REST_URL']);
  const statusWith = async (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      request(stdout.trim(), { headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  expect(await statusWith({})).toBe(200);
  expect(await statusWith({ host: 'evil.test' })).toBe(403);
  expect(await statusWith({ origin: 'http://evil.test' })).toBe(403);
});

test('after kill -9, and after down, up brings it back with all that was acknowledged', async () => {
  await home.killAfter('hbase', async () => home.run(['hbase', 'put', 'orders', 'z', 'item:name', 'last']));
  await expect.poll(async () => stateOf(await home.status(), 'hbase')).toBe('failed');
  const up = await home.run(['up', 'hbase']);
  expect(up.exitCode, up.stderr).toBe(0);
  expect((await names()).at(-1)).toEqual(['z', 'item:name=last']);
  expect(await home.run(['down'])).toMatchObject({ exitCode: 0 });
  expect(await processesOf(home.dir)).toEqual([]);
  const again = await home.run(['up', 'hbase']);
  expect(again.exitCode, again.stderr).toBe(0);
  expect((await names()).at(-1)).toEqual(['z', 'item:name=last']);
});

test('down --data deletes its data', async () => {
  expect(await home.run(['down', '--data', '--yes'])).toMatchObject({ exitCode: 0 });
  expect(await readdir(join(home.dir, 'stacks'))).not.toContain('default');
});

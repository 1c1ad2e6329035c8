import { once } from 'node:events';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { identify, isAlive, isSuspended } from '../../../../src/engines/local/process/process-table.js';

test('a suspended process lives, and is told from a running one', async () => {
  const child = execa('sleep', ['600'], { reject: false });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const identity = await identify(pid);
  expect(await isSuspended(pid)).toBe(false);
  child.kill('SIGSTOP');
  await expect.poll(async () => isSuspended(pid)).toBe(true);
  expect(identity && (await isAlive(identity))).toBe(true);
  child.kill('SIGKILL');
  await child;
  expect(identity && (await isAlive(identity))).toBe(false);
});

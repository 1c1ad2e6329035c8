import { expect, test } from 'vitest';
import { machineMemory } from '../../../src/engines/memory-limit.js';

const gib = 1024 ** 3;
const machine = { free: 20 * gib, total: 24 * gib };

/** Files as they were recorded: in a container with a limit of 2 GiB, in a slice of systemd, and without any limit. */
const inFiles = async (files: Record<string, string>) => machineMemory(machine, async (path) => files[path]);

test('a limit of cgroup v2 counts, less what is used, without the page cache', async () => {
  const found = await inFiles({
    '/proc/self/cgroup': '0::/\n',
    '/sys/fs/cgroup/memory.max': '2147483648\n',
    '/sys/fs/cgroup/memory.current': '1610612736\n',
    '/sys/fs/cgroup/memory.stat': 'anon 536870912\nfile 1073741824\ninactive_file 1073741824\n',
  });
  expect(found).toEqual({ free: 1.5 * gib, total: 2 * gib, limited: true });
});

test('the smallest limit of a group and those that contain it counts', async () => {
  const found = await inFiles({
    '/proc/self/cgroup': '0::/user.slice/run-1.scope\n',
    '/sys/fs/cgroup/user.slice/run-1.scope/memory.max': 'max\n',
    '/sys/fs/cgroup/user.slice/memory.max': `${4 * gib}\n`,
    '/sys/fs/cgroup/user.slice/memory.current': `${gib}\n`,
  });
  expect(found).toEqual({ free: 3 * gib, total: 4 * gib, limited: true });
});

test('a limit of cgroup v1 counts, also where the path is that of the host', async () => {
  const found = await inFiles({
    '/proc/self/cgroup': '5:devices:/docker/ab\n4:cpu,memory:/docker/ab\n0::/\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '2147483648\n',
    '/sys/fs/cgroup/memory/memory.usage_in_bytes': '2147483648\n',
    '/sys/fs/cgroup/memory/memory.stat': 'inactive_file 7\ntotal_inactive_file 1073741824\n',
  });
  expect(found).toEqual({ free: gib, total: 2 * gib, limited: true });
});

test('without a limit it is the memory of the machine', async () => {
  const unlimited = { ...machine, limited: false };
  expect(await inFiles({})).toEqual(unlimited);
  const v1 = {
    '/proc/self/cgroup': '4:memory:/\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
  };
  expect(await inFiles(v1)).toEqual(unlimited);
  expect(await inFiles({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/memory.max': 'max\n' })).toEqual(
    unlimited,
  );
});

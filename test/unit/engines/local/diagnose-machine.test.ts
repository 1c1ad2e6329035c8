import { expect, test } from 'vitest';
import { machineFindings, type Machine } from '../../../../src/engines/local/diagnose-machine.js';
import { asLocal, catalogue } from '../../../../src/services/catalogue.js';

const services = catalogue('zookeeper').map(asLocal);
const healthy: Machine = {
  host: 'box',
  resolve: async () => '127.0.1.1',
  user: () => ({ username: 'ann' }),
  mounts: async () =>
    '/dev/sda / ext4 rw 0 0\n/dev/sdb /home ext4 rw,nosuid,noexec 0 0\n/dev/sdc /home/ann ext4 rw 0 0\n',
};
const findings = async (machine: Partial<Machine>, folders = ['/home/ann/.streamkit/cache']) =>
  machineFindings(services, folders, { ...healthy, ...machine });

test('a machine with a name, a user and folders for programs has no findings', async () => {
  expect(await findings({})).toEqual([]);
});

test('a host name without an address is found, with the line for /etc/hosts', async () => {
  const resolve = async () => Promise.reject(new Error('ENOTFOUND'));
  expect(await findings({ resolve })).toMatchObject([
    { subject: 'host name', status: 'warning', fixes: [expect.stringContaining('127.0.1.1 box')] },
  ]);
});

test('a user id without an entry in /etc/passwd is found', async () => {
  const user = () => {
    throw new Error('ENOENT');
  };
  expect(await findings({ user })).toMatchObject([{ subject: 'user', status: 'problem' }]);
});

test('a folder from which no program may be run is found, by the mount that it is on', async () => {
  const found = await findings({}, ['/home/eve/.streamkit/cache', '/homes', '/home/ann']);
  expect(found).toMatchObject([{ subject: 'noexec', status: 'problem' }]);
  expect(found[0]?.message).toContain('(/home)');
});

import type Docker from 'dockerode';
import { expect, test } from 'vitest';
import { userInContainers } from '../../../../src/engines/docker/containers/user.js';

const me = `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`;

test.each([
  ['Docker', { SecurityOptions: ['name=seccomp,profile=default'] }, me],
  ['rootless Docker', { SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'] }, '0:0'],
  ['Podman', { SecurityOptions: ['name=seccomp,profile=default'], Rootless: false }, me],
  ['rootless Podman', { SecurityOptions: ['name=seccomp,profile=default'], Rootless: true }, '0:0'],
])('this user in containers of %s', async (_, info, user) => {
  const daemon = { info: async () => Promise.resolve(info) } as unknown as Docker;
  expect(await userInContainers(daemon)).toBe(user);
});

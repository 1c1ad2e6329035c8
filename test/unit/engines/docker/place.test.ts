import { expect, test } from 'vitest';
import { placeOf } from '../../../../src/engines/docker/daemon/place.js';

test.each([
  ['unix:///var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }],
  ['unix:///Users/me/my docker.sock', { kind: 'socket', path: '/Users/me/my docker.sock' }],
  ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '//./pipe/docker_engine' }],
  ['tcp://10.0.0.1:2375', { kind: 'tcp', hostname: '10.0.0.1', port: 2375 }],
  ['tcp://docker', { kind: 'tcp', hostname: 'docker', port: undefined }],
  ['tcp://[::1]:2376', { kind: 'tcp', hostname: '::1', port: 2376 }],
  ['localhost:2375', { kind: 'tcp', hostname: 'localhost', port: 2375 }],
  ['ssh://me@build:2222', { kind: 'ssh' }],
  ['fd://', undefined],
  ['tcp://', undefined],
  ['tcp://host:port', undefined],
])('an address of a daemon: %s', (host, place) => {
  expect(placeOf(host)).toEqual(place);
});

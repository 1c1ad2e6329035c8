import { expect, test } from 'vitest';
import { catalogue } from '../../../src/services/catalogue.js';
import { assignPorts, clash, portsOf } from '../../../src/stack/addresses.js';

const services = catalogue('kraft').filter(({ name }) => name === 'kafka' || name === 'zookeeper');

test('ports: asked for, else as they were, else the defaults', () => {
  const known = { kafka: { client: 20_001, controller: 20_002 } };
  expect(assignPorts(services, known, { 'kafka.controller': 7, zookeeper: 8 })).toEqual({
    zookeeper: { client: 8 },
    kafka: { client: 20_001, controller: 7 },
  });
});

test('two services at one port are found', () => {
  expect(clash({ a: { x: 1 }, b: { y: 1 } })).toEqual({ port: 1, services: ['a', 'b'] });
  expect(clash({ a: { x: 1 }, b: { y: 2 } })).toBeUndefined();
});

test('a port that a service does not have is a bug, not undefined', () => {
  expect(() => portsOf({ a: { x: 1 } }, 'a')('y')).toThrow('a has no port named y');
});

import { expect, test } from 'vitest';
import { catalogue } from '../../../src/services/catalogue.js';
import { instancesOf } from '../../../src/services/instances.js';
import { expectedMemory } from '../../../src/stack/expected-memory.js';

const megabyte = 1024 ** 2;

test('each instance counts, and an idle broker is expected to use 110 to 150 MB', () => {
  const one = instancesOf(catalogue('kraft', 'local', {}), 'kafka');
  const three = instancesOf(catalogue('kraft', 'local', { kafka: { count: 3, founders: 3 } }), 'kafka');
  expect(expectedMemory(one) / megabyte).toBeGreaterThan(110);
  expect(expectedMemory(one) / megabyte).toBeLessThan(150);
  expect(Math.round(expectedMemory(three) / expectedMemory(one))).toBe(3);
  expect(expectedMemory([])).toBe(0);
});

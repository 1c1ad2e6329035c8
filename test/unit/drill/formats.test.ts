import { expect, test } from 'vitest';
import { json, payments } from '../../../src/drill/formats.js';

test('a record of a drill is known by its id, and those of others are not', () => {
  expect(json.read('ab12', json.write('ab12', 7, 'key'))).toBe(7);
  expect(json.read('ab12', json.write('ff00', 7, 'key'))).toBeUndefined();
  expect(json.read('ab12', '{"drill":"ab12","number":7,"more":1}')).toBeUndefined();
});

test('a payment is known in what a job has made of it', () => {
  const line = payments.write('ab12', 42, 'drill-3');
  expect(line).toBe('ab12-42,drill,drill-3,1.00');
  expect(payments.read('ab12', line)).toBe(42);
  expect(payments.read('ab12', `${line},small,1795737600000,5,5.00`)).toBe(42);
  expect(payments.read('ff00', line)).toBeUndefined();
  expect(payments.read('ab12', 'drill,ab12-42,')).toBeUndefined();
});

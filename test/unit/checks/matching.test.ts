import { expect, test } from 'vitest';
import { unmatched } from '../../../src/checks/matching.js';

test('text matches as a pattern, an object by some of its fields', () => {
  const values = ['plain', '{"id":1,"customer":{"name":"Ann","city":"Ulm"},"tags":["a"]}', 'null'];
  expect(unmatched(['pl*n', { customer: { name: 'Ann' } }], values)).toEqual([]);
  expect(unmatched([{ tags: ['a'] }], values)).toEqual([]);
  expect(unmatched([{ tags: ['a', 'b'] }, { id: '1' }, { missing: null }], values)).toHaveLength(3);
});

test('each value counts for one pattern', () => {
  expect(unmatched(['a', 'a'], ['a', 'b'])).toEqual(['a']);
});

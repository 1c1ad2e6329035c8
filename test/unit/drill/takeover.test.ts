import { expect, test } from 'vitest';
import { takeoverOf } from '../../../src/drill/summarize.js';

const takeover = (...changes: [at: number, holder: string][]) =>
  takeoverOf({ name: 'role', changes: changes.map(([at, holder]) => ({ at, holder })) }, 1000);

test('another one takes over', () => {
  expect(takeover([0, 'a'], [1500, 'b'], [1800, 'a'])).toEqual({ role: 'role', from: 'a', to: 'b', ms: 500 });
});

test('the same one takes over only after nobody had the role', () => {
  expect(takeover([0, 'a'], [1500, 'a'])).toMatchObject({ from: 'a', to: null, ms: null });
  expect(takeover([0, 'a'], [1200, ''], [1500, 'a'])).toMatchObject({ from: 'a', to: 'a', ms: 500 });
  expect(takeover([0, 'a'], [900, ''], [1500, 'a'])).toMatchObject({ from: 'a', to: 'a', ms: 500 });
});

test('nobody takes over', () => {
  expect(takeover([0, 'a'], [1200, ''])).toMatchObject({ from: 'a', to: null });
  expect(takeover()).toMatchObject({ from: '', to: null });
});

import { expect, test } from 'vitest';
import { executorsByComponent } from '../../../src/storm/executor-counts.js';

test('executors are given as COMPONENT=N', () => {
  expect(executorsByComponent(['kafka=2', 'a=b=1'])).toEqual({ kafka: 2, 'a=b': 1 });
});

test.each(['kafka', 'kafka=', 'kafka=0', 'kafka=-1', '=2', 'kafka=many'])('%s is refused', (text) => {
  expect(() => executorsByComponent([text])).toThrow(`is "${text}"`);
});

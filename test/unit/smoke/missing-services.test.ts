import { expect, test } from 'vitest';
import { missingServices } from '../../../src/smoke/smoke.js';

test('services that are down or unknown to the stack, such as optional ones, are missing', () => {
  const services = [
    { name: 'kafka', state: 'up' },
    { name: 'zookeeper', state: 'down' },
    { name: 'hive', state: 'down' },
  ];
  expect(missingServices(['zookeeper', 'kafka', 'flink-taskmanager'], services)).toEqual([
    'zookeeper',
    'flink-taskmanager',
  ]);
});

import { expect, test } from 'vitest';
import { neededServices } from '../../../src/config/needed-services.js';

test('a project without a pipeline starts what it names, or everything', () => {
  expect(neededServices({})).toBeUndefined();
  expect(neededServices({ services: ['kafka'] })).toEqual(['kafka']);
});

test('what the pipeline needs is started as well', () => {
  expect(neededServices({ services: ['hive'], topics: {}, sql: { mysql: {} } })).toEqual([
    'hive',
    'kafka',
    'mysql',
  ]);
  expect(neededServices({ jobs: { a: { jar: 'a.jar', on: 'flink' } }, schemas: {} })).toEqual([
    'schema-registry',
    'flink',
  ]);
});

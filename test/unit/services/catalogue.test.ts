import { expect, test } from 'vitest';
import { catalogue, withNeeds } from '../../../src/services/catalogue.js';

test('hdfs brings HttpFS along where it can run, for who names it; not for who needs it', () => {
  const broughtUp = (engine: 'docker' | 'local', name: string) =>
    withNeeds(catalogue('zookeeper', engine), [name]).map((service) => service.name);
  expect(broughtUp('docker', 'hdfs')).toEqual(['hdfs', 'httpfs']);
  expect(broughtUp('docker', 'hive')).toEqual(['hdfs', 'hive']);
  expect(broughtUp('local', 'hdfs')).toEqual(['hdfs']);
});

import { expect, test } from 'vitest';
import {
  catalogue,
  findServices,
  isOfOtherEngine,
  namedServices,
  shownServices,
  withNeeds,
} from '../../../src/services/catalogue.js';

test('hdfs brings HttpFS along where it can run, for who names it; not for who needs it', () => {
  const broughtUp = (engine: 'docker' | 'local', name: string) =>
    withNeeds(catalogue('zookeeper', engine), [name]).map((service) => service.name);
  expect(broughtUp('docker', 'hdfs')).toEqual(['hdfs', 'httpfs']);
  expect(broughtUp('docker', 'hive')).toEqual(['hdfs', 'hive']);
  expect(broughtUp('local', 'hdfs')).toEqual(['hdfs']);
});

test('an optional service is started when it is named, shown when the stack has it, and marked in lists', () => {
  const services = catalogue('kraft').map((service) =>
    service.name === 'mysql' ? { ...service, optional: true as const } : service,
  );
  const names = (list: { name: string }[]) => list.map(({ name }) => name);
  expect(names(withNeeds(services, []))).not.toContain('mysql');
  expect(names(withNeeds(services, ['mysql']))).toEqual(['mysql']);
  expect(names(shownServices(services, () => false))).not.toContain('mysql');
  expect(names(shownServices(services, (name) => name === 'mysql'))).toContain('mysql');
  expect(namedServices(services)).toContainEqual({ name: 'mysql', optional: true });
  expect(namedServices(services)).toContainEqual({ name: 'kafka', optional: false });
});

test('a service of the other engine is known, and what does not exist is not', () => {
  const local = catalogue('zookeeper', 'local');
  expect(isOfOtherEngine(local, 'httpfs')).toBe(true);
  expect(isOfOtherEngine(catalogue('zookeeper', 'docker'), 'httpfs')).toBe(false);
  expect(isOfOtherEngine(local, 'kafka')).toBe(false);
  expect(isOfOtherEngine(local, 'httpsf')).toBe(false);
  expect(() => findServices(local, 'httpfs')).toThrow('exists on the docker engine only');
  expect(() => findServices(local, 'mongodb')).toThrow(
    'Service mongodb exists on the docker engine only: the server of MongoDB is not on Maven Central.',
  );
  expect(() => findServices(catalogue('zookeeper', 'docker'), 'hbase')).toThrow(
    'Service hbase exists on the local engine only: there is no official image of HBase.',
  );
});

import { expect, test } from 'vitest';
import { catalogue, namedServices, shownServices, withNeeds } from '../../../src/services/catalogue.js';

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

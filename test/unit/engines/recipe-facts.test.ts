import { expect, test } from 'vitest';
import { passingFailure, startsAfter } from '../../../src/engines/recipe-facts.js';
import { catalogue, findService } from '../../../src/services/catalogue.js';

const kafka = findService(catalogue('zookeeper', 'docker'), 'kafka');

test.each([
  'org.apache.zookeeper.KeeperException$NodeExistsException: KeeperErrorCode = NodeExists',
  'java.lang.NullPointerException: Cannot invoke "org.apache.zookeeper.data.Stat.getEphemeralOwner()" because the return value of "kafka.zookeeper.GetDataResponse.stat()" is null',
])('a broker that finds the registration of a killed one is restarted: %s', (line) => {
  expect(passingFailure('docker', kafka, ['first', line, 'last'])).toContain('ZooKeeper still holds');
  expect(passingFailure('local', kafka, ['first', line, 'last'])).toContain('ZooKeeper still holds');
});

test('any other death is reported at once', () => {
  expect(passingFailure('docker', kafka, ['java.lang.OutOfMemoryError: Java heap space'])).toBeUndefined();
});

test('a service starts after all instances of what its engine wants ready first', () => {
  const ensemble = catalogue('zookeeper', 'local', { zookeeper: { count: 3, founders: 3 } });
  const after = ['zookeeper', 'zookeeper-2', 'zookeeper-3'];
  expect(startsAfter('local', findService(ensemble, 'nimbus'))).toEqual(after);
  expect(startsAfter('local', findService(ensemble, 'kafka'))).toEqual([]);
  expect(startsAfter('docker', findService(ensemble, 'kafka'))).toEqual(after);
});

test('the second worker of Kafka Connect starts after the first one, which creates the internal topics', () => {
  const workers = catalogue('zookeeper', 'local', { connect: { count: 2, founders: 2 } });
  expect(startsAfter('local', findService(workers, 'connect'))).toEqual([]);
  expect(startsAfter('local', findService(workers, 'connect-2'))).toEqual(['connect']);
});

import { expect, test } from 'vitest';
import { DockerEngine } from '../../../src/engines/docker/engine.js';
import { catalogue, findService } from '../../../src/services/catalogue.js';

const engine = new DockerEngine(async () => Promise.reject(new Error('no daemon is needed')));
const kafka = findService(catalogue('zookeeper', 'docker'), 'kafka');

test.each([
  'org.apache.zookeeper.KeeperException$NodeExistsException: KeeperErrorCode = NodeExists',
  'java.lang.NullPointerException: Cannot invoke "org.apache.zookeeper.data.Stat.getEphemeralOwner()" because the return value of "kafka.zookeeper.GetDataResponse.stat()" is null',
])('a broker that meets the registration of a killed one is started again: %s', (line) => {
  expect(engine.passingFailure(kafka, ['first', line, 'last'])).toContain('ZooKeeper still holds');
});

test('any other death is told at once', () => {
  expect(engine.passingFailure(kafka, ['java.lang.OutOfMemoryError: Java heap space'])).toBeUndefined();
});

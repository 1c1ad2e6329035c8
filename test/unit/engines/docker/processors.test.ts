import { expect, test } from 'vitest';
import { containerOptions } from '../../../../src/engines/docker/containers/container-options.js';
import { folderInContainer } from '../../../../src/engines/docker/exec/logs-below.js';
import { catalogue, findService } from '../../../../src/services/catalogue.js';
import { assignPorts, portsOf } from '../../../../src/stack/addresses.js';

const two = { count: 2, founders: 2 };
const services = catalogue('zookeeper', 'docker', { 'flink-taskmanager': two, 'spark-worker': two });
const ports = assignPorts(services, {}, {});
const stack = {
  name: 'jobs',
  dir: '/srv/home/stacks/jobs',
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  secret: 'hush',
  images: {},
  exchange: '/srv/project',
  instancesOf: (service: string) => [service],
  portsOf: (service: string) => portsOf(ports, service),
};

test('a second TaskManager and a second Worker are reached by their own names', () => {
  const [taskManager] = containerOptions(stack, findService(services, 'flink-taskmanager-2'));
  const settings = taskManager?.files.find(({ path }) => path.endsWith('/config.yaml'));
  for (const name of ['taskmanager.host', 'taskmanager.resource-id'])
    expect(settings).toMatchObject({
      text: expect.stringContaining(`${name}: "flink-taskmanager-2"`) as string,
    });
  const [worker] = containerOptions(stack, findService(services, 'spark-worker-2'));
  expect(worker?.environment['SPARK_LOCAL_HOSTNAME']).toBe('spark-worker-2');
  expect(worker?.command).not.toContain('spark-worker');
});

test('logs below a folder are read where the container has its volume', () => {
  const worker = findService(services, 'spark-worker');
  expect(folderInContainer(worker, 'data/work/driver-1')).toBe('/opt/spark/work-dir/work/driver-1');
  const supervisor = findService(services, 'supervisor');
  expect(folderInContainer(supervisor, 'logs/workers-artifacts')).toBe('/logs/workers-artifacts');
});

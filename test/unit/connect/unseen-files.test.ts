import { expect, test } from 'vitest';
import { filesIn } from '../../../src/connect/connector-file.js';
import { refuseUnseenFiles } from '../../../src/connect/unseen-files.js';
import { catalogue, findService } from '../../../src/services/catalogue.js';

const stack = {
  name: 'orders',
  dir: '/srv/home/stacks/orders',
  id: '',
  secret: '',
  images: {},
  exchange: '/srv/project',
  instancesOf: (service: string) => [service],
  portsOf: () => () => 8083,
};
const service = findService(catalogue('zookeeper', 'docker'), 'connect');
const check = (engine: Parameters<typeof refuseUnseenFiles>[0], config: Record<string, string>) => {
  refuseUnseenFiles(engine, stack, service, [{ name: 'lines', config }]);
};

test.each([
  [{ file: '/srv/project/in.txt' }],
  [{ file: '/srv/home/stacks/orders/exchange/in.txt' }],
  [{ 'connection.url': 'jdbc:sqlite:/srv/project/data/shop.db?cache=shared' }],
  [{ 'connection.url': 'jdbc:mysql://mysql:3306/shop' }],
  [{ 'connection.url': 'jdbc:sqlite::memory:' }],
])('a connector in a container may name %j', (config) => {
  expect(() => {
    check('docker', config);
  }).not.toThrow();
});

test.each([
  [{ file: '/srv/projects/in.txt' }, '/srv/projects/in.txt'],
  [{ file: '/srv/project/../secret' }, '/srv/project/../secret'],
  [{ 'connection.url': 'jdbc:sqlite:/home/me/shop.db' }, '/home/me/shop.db'],
  [{ 'connection.url': 'jdbc:sqlite:file:/home/me/shop.db?mode=ro' }, '/home/me/shop.db'],
])('what it cannot see is refused: %j', (config, path) => {
  expect(() => {
    check('docker', config);
  }).toThrow(expect.objectContaining({ code: 'USAGE', evidence: [`lines: ${path}`] }) as Error);
});

test('a local process can access every file', () => {
  expect(filesIn({ file: '/etc/hosts' })).toEqual(['/etc/hosts']);
  expect(() => {
    check('local', { file: '/etc/hosts' });
  }).not.toThrow();
});

import { describe, expect, test } from 'vitest';
import { catalogue, findServices, withDependants, withNeeds } from '../../../src/services/catalogue.js';
import { decideInstances } from '../../../src/services/instances.js';
import type { InstanceTable } from '../../../src/services/types.js';

const names = (services: { name: string }[]) => services.map(({ name }) => name);
const three = { count: 3, founders: 3 };
const core = (table: InstanceTable) =>
  catalogue('zookeeper', 'docker', table).filter(({ name }) =>
    /^(zookeeper|kafka|schema-registry|connect)/.test(name),
  );
const scaled = core({ kafka: three, connect: { count: 2, founders: 2 } });

test('a scaled service is expanded to instances with their own ports and containers', () => {
  expect(names(scaled)).toEqual([
    ...['zookeeper', 'kafka', 'kafka-2', 'kafka-3'],
    ...['schema-registry', 'connect', 'connect-2'],
  ]);
  const second = findServices(scaled, 'kafka-2')[0];
  expect(second?.ports).toMatchObject([{ name: 'client', default: 9094 }]);
  expect(second?.docker.containers.map(({ name }) => name)).toEqual(['kafka-2']);
  expect(second?.docker.inside).toEqual({ client: 'kafka-2:29092' });
  expect(second?.docker.proof).toContain('kafka-2:29092');
});

test('the ports between instances exist only where there are several', () => {
  const ports = (table: InstanceTable) => core(table)[0]?.ports.map(({ name }) => name);
  expect(ports({})).toEqual(['client']);
  expect(ports({ zookeeper: three })).toEqual(['client', 'peer', 'election']);
});

test('a service name stands for all of its instances, an instance name for one', () => {
  expect(names(findServices(scaled, 'kafka'))).toEqual(['kafka', 'kafka-2', 'kafka-3']);
  expect(names(findServices(scaled, 'kafka-2'))).toEqual(['kafka-2']);
  expect(names(findServices(scaled, 'kafka-1'))).toEqual(['kafka']);
  expect(() => findServices(scaled, 'kafka-4')).toThrow('kafka-4');
});

test('dependencies include all instances; dependants stop only with the last of them', () => {
  expect(names(withNeeds(scaled, ['schema-registry']))).toEqual([
    ...['zookeeper', 'kafka', 'kafka-2', 'kafka-3', 'schema-registry'],
  ]);
  expect(names(withNeeds(scaled, ['kafka-2']))).toEqual(['zookeeper', 'kafka-2']);
  expect(names(withDependants(scaled, ['kafka-2']))).toEqual(['kafka-2']);
  expect(names(withDependants(scaled, ['kafka']))).toEqual(names(scaled).slice(1));
});

describe('deciding how many instances a stack has', () => {
  const decide = (
    asked: Record<string, number>,
    kept: InstanceTable = {},
    mode: 'kraft' | 'zookeeper' = 'kraft',
  ) => decideInstances(catalogue(mode), kept, (name) => name === 'kafka' || name === 'zookeeper', asked);

  test('a new service starts with all of its founders, an existing one keeps them', () => {
    expect(decide({ connect: 2 })).toEqual({ connect: { count: 2, founders: 2 } });
    expect(decide({ kafka: 3 })).toEqual({ kafka: { count: 3, founders: 1 } });
    expect(decide({ kafka: 1 }, { kafka: { count: 3, founders: 1 } })).toEqual({});
  });

  test.each([
    [{ kafka: 0 }, 'kafka cannot run as 0 instances: 1 to 9 are possible.'],
    [{ kafka: 10 }, 'kafka cannot run as 10 instances: 1 to 9 are possible.'],
    [{ kafca: 2 }, 'There is no service named "kafca" to scale.'],
    [{ mysql: 2 }, 'mysql cannot be scaled: several servers would not share their data'],
    [{ nimbus: 2 }, 'nimbus cannot be scaled: streamkit runs one instance of it.'],
    [
      { zookeeper: 3 },
      'zookeeper cannot change from 1 to 3: every server of an ensemble must know the others',
    ],
  ])('%j is refused with the reason', (asked, message) => {
    expect(() => decide(asked as Record<string, number>)).toThrow(message);
  });

  test('controllers of a KRaft quorum are never removed, brokers beside ZooKeeper are', () => {
    expect(() => decide({ kafka: 2 }, { kafka: three })).toThrow(
      'kafka cannot change from 3 to 2: its first instances',
    );
    expect(decide({ kafka: 2 }, { kafka: three }, 'zookeeper')).toEqual({ kafka: { count: 2, founders: 3 } });
  });
});

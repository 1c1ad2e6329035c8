import { expect, test } from 'vitest';
import type { Observation } from '../../../src/engines/engine.js';
import { catalogue, withDependants, withNeeds } from '../../../src/services/catalogue.js';
import { plan } from '../../../src/stack/plan.js';

const core = catalogue('zookeeper').filter(({ name }) =>
  ['zookeeper', 'kafka', 'schema-registry'].includes(name),
);
const names = (services: { name: string }[]) => services.map(({ name }) => name);
const golden = (observed: Observation[]) =>
  plan(core, observed).map(({ action, service }) => `${action} ${service.name}`);

test('nothing runs: everything is started', () => {
  expect(golden([])).toEqual(['start zookeeper', 'start kafka', 'start schema-registry']);
});

test('what runs as it should is kept, what died is started, what is outdated is restarted', () => {
  expect(
    golden([
      { service: 'zookeeper', state: 'running', outdated: false },
      { service: 'kafka', state: 'dead' },
      { service: 'schema-registry', state: 'running', outdated: true },
    ]),
  ).toEqual(['keep zookeeper', 'start kafka', 'restart schema-registry']);
});

test('what is suspended answers nobody and is restarted', () => {
  const running = { state: 'running', outdated: false } as const;
  expect(
    golden([
      { service: 'zookeeper', ...running, suspended: true },
      { service: 'kafka', ...running },
      { service: 'schema-registry', ...running },
    ]),
  ).toEqual(['restart zookeeper', 'keep kafka', 'keep schema-registry']);
});

test('a named service brings its dependencies', () => {
  expect(names(withNeeds(core, ['schema-registry']))).toEqual(['zookeeper', 'kafka', 'schema-registry']);
  expect(names(withNeeds(core, ['zookeeper']))).toEqual(['zookeeper']);
  expect(names(withNeeds(catalogue('kraft'), ['kafka']))).toEqual(['kafka']);
});

test('a stopped service takes its dependants along', () => {
  expect(names(withDependants(core, ['zookeeper']))).toEqual(['zookeeper', 'kafka', 'schema-registry']);
  expect(names(withDependants(core, ['schema-registry']))).toEqual(['schema-registry']);
});

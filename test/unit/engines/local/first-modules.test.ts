import { expect, test } from 'vitest';
import firstModules from '../../../../scripts/first-modules.json' with { type: 'json' };
import { catalogue, withNeeds } from '../../../../src/services/catalogue.js';

test('the set-up downloads what the first command of the README starts', () => {
  const started = withNeeds(catalogue('zookeeper'), ['schema-registry']);
  const modules = new Set(started.flatMap(({ local }) => (local === undefined ? [] : [local.module])));
  expect([...modules].toSorted()).toEqual(firstModules);
});

import { expect, test } from 'vitest';
import { aclFilters, newAcls, requireSelection } from '../../../src/cli/acl-flags.js';

const app = { 'allow-principal': ['User:app'] };

test('each operation on each resource for each principal and host', () => {
  const acls = newAcls({
    ...app,
    'deny-principal': ['User:eve'],
    'deny-host': ['10.0.0.1', '10.0.0.2'],
    operation: ['Read', 'describe-configs'],
    topic: ['orders'],
  });
  expect(acls).toHaveLength(6);
  expect(acls[0]).toEqual({
    principal: 'User:app',
    host: '*',
    permission: 'ALLOW',
    operation: 'READ',
    resourceType: 'TOPIC',
    resourceName: 'orders',
    patternType: 'LITERAL',
  });
  expect(acls.at(-1)).toMatchObject({
    principal: 'User:eve',
    host: '10.0.0.2',
    operation: 'DESCRIBE_CONFIGS',
  });
});

test('--producer and --consumer stand for what kafka-acls creates', () => {
  const brief = (flags: object) =>
    newAcls({ ...app, ...flags }).map((acl) => `${acl.operation} ${acl.resourceType} ${acl.resourceName}`);
  expect(brief({ consumer: true, topic: ['orders'], group: ['billing'] })).toEqual([
    'READ TOPIC orders',
    'DESCRIBE TOPIC orders',
    'READ GROUP billing',
  ]);
  expect(brief({ producer: true, topic: ['orders'], 'transactional-id': ['t'] })).toEqual([
    'WRITE TOPIC orders',
    'DESCRIBE TOPIC orders',
    'CREATE TOPIC orders',
    'WRITE TRANSACTIONAL_ID t',
    'DESCRIBE TRANSACTIONAL_ID t',
  ]);
});

test('without an operation it is All; the cluster has one name and no patterns', () => {
  expect(newAcls({ ...app, cluster: true, 'resource-pattern-type': 'prefixed' })).toEqual([
    expect.objectContaining({ operation: 'ALL', resourceName: 'kafka-cluster', patternType: 'LITERAL' }),
  ]);
});

test.each([
  [{ topic: ['orders'] }, 'An ACL needs a principal'],
  [app, 'An ACL needs a resource'],
  [{ ...app, group: ['g'], operation: ['Write'] }, 'Kafka has no operation Write on a group'],
  [{ 'allow-principal': ['app'], topic: ['t'] }, '"app" is not a principal'],
  [{ ...app, consumer: true, topic: ['t'] }, 'An ACL needs a topic and a group'],
])('%j is refused', (flags, text) => {
  expect(() => newAcls(flags)).toThrow(text);
});

test('filters leave open what is not given', () => {
  expect(aclFilters({})).toEqual([{ operation: undefined }]);
  expect(
    aclFilters({ principal: ['User:app'], topic: ['orders'], 'resource-pattern-type': 'match' }),
  ).toEqual([
    {
      principal: 'User:app',
      resourceType: 'TOPIC',
      resourceName: 'orders',
      patternType: 'MATCH',
      operation: undefined,
    },
  ]);
});

test('deleting needs a resource or a principal', () => {
  expect(() => requireSelection({ operation: ['Read'] })).toThrow('deletes all ACLs');
  expect(requireSelection({ topic: ['orders'] })).toBe(false);
  expect(requireSelection({ ...app, topic: ['orders'], operation: ['Read'] })).toBe(true);
});

import { expect, test } from 'vitest';
import type { Acl } from '../../../src/kafka/acls/acl.js';
import { usersWithAcls } from '../../../src/export/users.js';

const acl = (more: Partial<Acl>): Acl => ({
  principal: 'User:app',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
  resourceType: 'TOPIC',
  resourceName: 'orders',
  patternType: 'LITERAL',
  ...more,
});

test('each user has its ACLs in the words of Strimzi', () => {
  const { users, notes } = usersWithAcls(
    ['admin', 'app'],
    [
      acl({ operation: 'DESCRIBE_CONFIGS', patternType: 'PREFIXED' }),
      acl({
        principal: 'User:billing',
        permission: 'DENY',
        resourceType: 'CLUSTER',
        resourceName: 'kafka-cluster',
      }),
      acl({ principal: 'User:*' }),
      acl({ resourceType: 'DELEGATION_TOKEN' }),
    ],
  );
  expect(users).toEqual([
    { name: 'admin', acls: [] },
    {
      name: 'app',
      acls: [
        {
          type: 'allow',
          resource: { type: 'topic', name: 'orders', patternType: 'prefix' },
          operations: ['DescribeConfigs'],
          host: '*',
        },
      ],
    },
    {
      name: 'billing',
      acls: [{ type: 'deny', resource: { type: 'cluster' }, operations: ['Read'], host: '*' }],
    },
  ]);
  expect(notes).toEqual([
    expect.stringContaining('User:* on TOPIC orders'),
    expect.stringContaining('User:app on DELEGATION_TOKEN orders'),
  ]);
});

import { expect, test } from 'vitest';
import { clusterName } from '../../../../src/kafka/acls/acl.js';
import { needs, notAuthorized, onTopics } from '../../../../src/kafka/wire/permissions.js';
import { accessTo, grantAccess } from '../../../../src/shared/access.js';
import { suggestionText } from '../../../../src/shared/suggestion.js';

const brokers = 'kafka.example:9093';
grantAccess(brokers, async () => Promise.resolve({ principal: 'User:app' }), 'staging');
await accessTo(brokers);

function answer(...args: Parameters<typeof notAuthorized>) {
  const { code, message, suggestions } = notAuthorized(...args);
  return [code, message, ...suggestions.map((one) => suggestionText(one))];
}

test('names the permission, the resource, the user and the command that grants it', () => {
  const work = {
    doing: 'to read orders',
    needs: [needs('TOPIC', ['orders'], 'READ'), needs('GROUP', ['g'], 'READ')],
  };
  expect(answer('TOPIC_AUTHORIZATION_FAILED', brokers, work, undefined)).toEqual([
    'NOT_AUTHORIZED',
    'Not authorized to read orders: User:app needs Read on topic orders (TOPIC_AUTHORIZATION_FAILED).',
    'Grant it in a context of an administrator: streamkit acl create --allow-principal User:app --operation Read --topic orders --context ADMIN --allow-write',
  ]);
  expect(answer('GROUP_AUTHORIZATION_FAILED', brokers, work, undefined)[2]).toContain(
    '--operation Read --group g',
  );
});

test('the user may be one that only the broker knows', () => {
  const work = onTopics('to describe a, b', ['a', 'b'], 'DESCRIBE', 'DESCRIBE_CONFIGS');
  expect(answer('TOPIC_AUTHORIZATION_FAILED', 'other:9092', work, undefined).slice(1)).toEqual([
    'Not authorized to describe a, b: the user needs Describe and DescribeConfigs on topic a, b (TOPIC_AUTHORIZATION_FAILED).',
    'Grant it: streamkit acl create --allow-principal User:NAME --operation Describe --operation DescribeConfigs --topic a --topic b',
  ]);
});

test('the cluster has no name of its own; a resource that nothing was said of is named by its type', () => {
  const work = { doing: 'to list the ACLs', needs: [needs('CLUSTER', [clusterName], 'DESCRIBE')] };
  expect(answer('CLUSTER_AUTHORIZATION_FAILED', 'other:9092', work, undefined)[2]).toBe(
    'Grant it: streamkit acl create --allow-principal User:NAME --operation Describe --cluster',
  );
  expect(answer('TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'other:9092', work, undefined)[1]).toContain(
    'needs a permission on the transactional id',
  );
});

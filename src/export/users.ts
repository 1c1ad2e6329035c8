import type { Acl } from '../kafka/acls/acl.js';
import type { ExportedAcl, ExportedUser } from './exported-stack.js';

/**
 * The users of a secured stack with their ACLs. Pure.
 * @param names users that the stack has, whether they have ACLs or not
 */
export function usersWithAcls(names: string[], acls: Acl[]): { users: ExportedUser[]; notes: string[] } {
  const named = acls.flatMap((acl) => {
    const user = /^User:([^*,=]+)$/.exec(acl.principal)?.[1];
    const type = resourceTypes[acl.resourceType];
    return user === undefined || type === undefined ? [] : [{ acl, user, rule: inStrimziWords(acl, type) }];
  });
  const all = [...new Set([...names, ...named.map(({ user }) => user)])];
  const others = acls.filter((one) => !named.some(({ acl }) => acl === one));
  const users = all.map((name) => ({
    name,
    acls: named.filter(({ user }) => user === name).map(({ rule }) => rule),
  }));
  const notes = [
    ...new Set(others.map((acl) => `${acl.principal} on ${acl.resourceType} ${acl.resourceName}`)),
  ].map(
    (which) =>
      `**ACLs of ${which}**: a KafkaUser has ACLs of one user, on topics, groups, transactional ids and the cluster.`,
  );
  return { users, notes };
}

type ResourceType = ExportedAcl['resource']['type'];

const resourceTypes: Record<string, ResourceType | undefined> = {
  TOPIC: 'topic',
  GROUP: 'group',
  CLUSTER: 'cluster',
  TRANSACTIONAL_ID: 'transactionalId',
};

function inStrimziWords(acl: Acl, type: ResourceType): ExportedAcl {
  const patternType = acl.patternType === 'PREFIXED' ? 'prefix' : 'literal';
  return {
    type: acl.permission === 'DENY' ? 'deny' : 'allow',
    resource: type === 'cluster' ? { type } : { type, name: acl.resourceName, patternType },
    operations: [camel(acl.operation)],
    host: acl.host,
  };
}

/** `DESCRIBE_CONFIGS` as `DescribeConfigs`. */
function camel(operation: string): string {
  return operation
    .split('_')
    .map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
    .join('');
}

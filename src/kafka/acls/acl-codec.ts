import type { AclEntry } from 'kafkajs';
import type { Acl, AclFilter } from './acl.js';

/** An ACL of kafkajs's, which has numbers for Kafka's words. */
type Encoded<From extends AclFilter> = From extends Acl
  ? AclEntry
  : Pick<AclEntry, 'operation' | 'permissionType' | 'resourceType' | 'resourcePatternType'> &
      Partial<Pick<AclEntry, 'principal' | 'host' | 'resourceName'>>;

/** Translates between Kafka's words and the numbers of its protocol, which kafkajs knows. */
export async function aclCodec() {
  const kafkajs = (await import('kafkajs')).default;
  const number = (table: object, word = 'ANY') => (table as Record<string, number>)[word];
  const word = (table: object, wanted: number) =>
    Object.entries(table).find(([, one]) => one === wanted)?.[0] ?? String(wanted);
  const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
  return {
    /** What a filter leaves open is ANY, or absent. */
    encode: <From extends AclFilter>(acl: From): Encoded<From> => {
      const { principal, host, resourceName } = acl;
      const encoded: Record<string, unknown> = {
        operation: number(AclOperationTypes, acl.operation),
        permissionType: number(AclPermissionTypes, acl.permission),
        resourceType: number(AclResourceTypes, acl.resourceType),
        resourcePatternType: number(ResourcePatternTypes, acl.patternType),
        ...(principal !== undefined && { principal }),
        ...(host !== undefined && { host }),
        ...(resourceName !== undefined && { resourceName }),
      };
      return encoded as unknown as Encoded<From>;
    },
    decode: (entry: AclEntry): Acl => ({
      principal: entry.principal,
      host: entry.host,
      operation: word(AclOperationTypes, entry.operation),
      permission: word(AclPermissionTypes, entry.permissionType),
      resourceType: word(AclResourceTypes, entry.resourceType),
      resourceName: entry.resourceName,
      patternType: word(ResourcePatternTypes, entry.resourcePatternType),
    }),
  };
}

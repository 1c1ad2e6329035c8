import { withAdmin } from '../wire/admin.js';

/** One rule of Kafka's authorizer, in Kafka's own words: TOPIC, LITERAL, READ, ALLOW. */
export interface Acl {
  principal: string;
  host: string;
  operation: string;
  permission: string;
  resourceType: string;
  resourceName: string;
  patternType: string;
}

/** All ACLs of a cluster. @throws StreamkitError SERVICE_UNREACHABLE, or as the cluster refuses the request */
export async function listAcls(broker: string): Promise<Acl[]> {
  const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = (
    await import('kafkajs')
  ).default;
  return withAdmin(broker, 'to list the ACLs', async (admin) => {
    const { resources } = await admin.describeAcls({
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    });
    return resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
      acls.map(({ principal, host, operation, permissionType }) => ({
        principal,
        host,
        operation: nameOf(AclOperationTypes, operation),
        permission: nameOf(AclPermissionTypes, permissionType),
        resourceType: nameOf(AclResourceTypes, resourceType),
        resourceName,
        patternType: nameOf(ResourcePatternTypes, resourcePatternType),
      })),
    );
  });
}

/** The client library's tables have no names by number. */
function nameOf(table: object, number: number): string {
  return Object.entries(table).find(([, one]) => one === number)?.[0] ?? String(number);
}

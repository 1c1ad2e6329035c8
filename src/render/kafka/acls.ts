import type { Acl } from '../../kafka/acls/acl.js';
import { table } from '../table.js';

/** With the words of kafka-acls. */
export function aclTable(acls: Acl[]): string {
  return table(
    ['resource', 'name', 'pattern', 'principal', 'permission', 'operation', 'host'],
    acls.map(({ resourceType, resourceName, patternType, principal, permission, operation, host }) => [
      resourceType.toLowerCase().replaceAll('_', '-'),
      resourceName,
      patternType.toLowerCase(),
      principal,
      permission.toLowerCase(),
      operation.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      host,
    ]),
  );
}

import { Flags } from '@oclif/core';
import { checkPrincipal, clusterName, operationOn, type Acl, type AclFilter } from '../kafka/acls/acl.js';
import type { ResourceType } from '../kafka/acls/acl.js';
import { StreamkitError } from '../shared/errors.js';

/** The flags of Kafka's kafka-acls, and the ACLs that they stand for. */

const repeatable = (description: string, helpValue: string) =>
  Flags.string({
    description: `${description} (repeatable)`,
    multiple: true,
    multipleNonGreedy: true,
    helpValue,
  });

export const resourceFlags = {
  topic: repeatable('topic; "*" for all', 'NAME'),
  group: repeatable('consumer group', 'NAME'),
  'transactional-id': repeatable('transactional id', 'NAME'),
  cluster: Flags.boolean({ description: 'the cluster itself' }),
};

export const principalFlags = {
  'allow-principal': repeatable('principal that is allowed, for example User:app', 'TYPE:NAME'),
  'deny-principal': repeatable('principal that is denied', 'TYPE:NAME'),
  'allow-host': repeatable('address that an allowed principal connects from', 'IP'),
  'deny-host': repeatable('address that a denied principal connects from', 'IP'),
  operation: repeatable('operation, for example Read or DescribeConfigs', 'NAME'),
};

interface ResourceValues {
  topic?: string[] | undefined;
  group?: string[] | undefined;
  'transactional-id'?: string[] | undefined;
  cluster?: boolean;
  'resource-pattern-type'?: string | undefined;
}

interface PrincipalValues {
  'allow-principal'?: string[] | undefined;
  'deny-principal'?: string[] | undefined;
  'allow-host'?: string[] | undefined;
  'deny-host'?: string[] | undefined;
  operation?: string[] | undefined;
}

export interface NewAclValues extends ResourceValues, PrincipalValues {
  producer?: boolean;
  consumer?: boolean;
}

type Resource = Pick<Acl, 'resourceName' | 'patternType'> & { resourceType: ResourceType };

function resourcesOf(flags: ResourceValues): Resource[] {
  const patternType = (flags['resource-pattern-type'] ?? 'literal').toUpperCase();
  const named = (resourceType: ResourceType, names: string[] = []) =>
    names.map((resourceName) => ({ resourceType, resourceName, patternType }));
  return [
    ...named('TOPIC', flags.topic),
    ...named('GROUP', flags.group),
    ...named('TRANSACTIONAL_ID', flags['transactional-id']),
    // There is one cluster: its name is not a pattern.
    ...named('CLUSTER', flags.cluster === true ? [clusterName] : []).map((one) => ({
      ...one,
      patternType: 'LITERAL',
    })),
  ];
}

/** What `--producer` and `--consumer` of kafka-acls stand for. */
function operationsFor({ resourceType: type }: Resource, flags: NewAclValues): string[] {
  const { operation = [], producer = false, consumer = false } = flags;
  const ofProducer: Partial<Record<ResourceType, string[]>> = {
    TOPIC: ['WRITE', 'DESCRIBE', 'CREATE'],
    TRANSACTIONAL_ID: ['WRITE', 'DESCRIBE'],
  };
  const ofConsumer: Partial<Record<ResourceType, string[]>> = {
    TOPIC: ['READ', 'DESCRIBE'],
    GROUP: ['READ'],
  };
  const found = [
    ...operation.map((one) => operationOn(type, one)),
    ...(producer ? (ofProducer[type] ?? []) : []),
    ...(consumer ? (ofConsumer[type] ?? []) : []),
  ];
  return found.length > 0 || producer || consumer ? [...new Set(found)] : ['ALL'];
}

/** Principals and hosts of both kinds of rule. */
function rulesOf(flags: PrincipalValues, anyHost: string | undefined) {
  const rules = (permission: string, principals: string[] = [], hosts: string[] = []) =>
    principals.flatMap((principal) =>
      (hosts.length > 0 ? hosts : [anyHost]).map((host) => ({
        permission,
        principal: checkPrincipal(principal),
        host,
      })),
    );
  return [
    ...rules('ALLOW', flags['allow-principal'], flags['allow-host']),
    ...rules('DENY', flags['deny-principal'], flags['deny-host']),
  ];
}

/** The ACLs to create. @throws StreamkitError USAGE for flags that name no principal, resource or operation */
export function newAcls(flags: NewAclValues): Acl[] {
  const [rules, resources] = [rulesOf(flags, '*'), resourcesOf(flags)];
  if (rules.length === 0)
    throw missing('a principal', '--allow-principal User:NAME or --deny-principal User:NAME');
  if (resources.length === 0)
    throw missing('a resource', '--topic, --group, --transactional-id or --cluster');
  if (flags.consumer === true && !(flags.topic && flags.group))
    throw missing('a topic and a group', '--consumer with --topic and --group');
  if (flags.producer === true && !flags.topic) throw missing('a topic', '--producer with --topic');
  return resources.flatMap((resource) =>
    operationsFor(resource, flags).flatMap((operation) =>
      rules.map(({ host = '*', ...rule }) => ({ ...resource, ...rule, host, operation })),
    ),
  );
}

/** What matches ACLs; flags that are absent match any. @throws StreamkitError USAGE */
export function aclFilters(
  flags: ResourceValues & PrincipalValues & { principal?: string[] | undefined },
): AclFilter[] {
  const named = resourcesOf(flags);
  const resources: Partial<Resource>[] = named.length > 0 ? named : [{}];
  const both = (flags.principal ?? []).map((principal) => ({ principal: checkPrincipal(principal) }));
  const rules: AclFilter[] = [...rulesOf(flags, undefined), ...both];
  return resources.flatMap((resource) => {
    const operations = (flags.operation ?? []).map((one) => operationOn(resource.resourceType, one));
    return (rules.length > 0 ? rules : [{}]).flatMap((rule) =>
      (operations.length > 0 ? operations : [undefined]).map((operation) => ({
        ...resource,
        ...rule,
        operation,
      })),
    );
  });
}

function missing(what: string, flags: string): StreamkitError {
  return new StreamkitError('USAGE', `An ACL needs ${what}.`, { suggestions: [`Give ${flags}.`] });
}

/**
 * Refuses to select every ACL of the cluster. @returns whether the flags name resource, principal and operation
 * @throws StreamkitError USAGE
 */
export function requireSelection(flags: ResourceValues & PrincipalValues): boolean {
  const named = resourcesOf(flags).length > 0;
  const ruled = rulesOf(flags, undefined).length > 0;
  if (!named && !ruled) {
    throw new StreamkitError('USAGE', 'Without a resource or a principal this deletes all ACLs.', {
      suggestions: [
        'Give --topic, --group, --transactional-id, --cluster, --allow-principal or --deny-principal.',
      ],
    });
  }
  return named && ruled && flags.operation !== undefined;
}

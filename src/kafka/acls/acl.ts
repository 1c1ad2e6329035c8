import { StreamkitError } from '../../shared/errors.js';

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

/** What is absent matches anything. The pattern type may also be MATCH: all that apply to the resource. */
export type AclFilter = { [Field in keyof Acl]?: Acl[Field] | undefined };

export const resourceTypes = ['TOPIC', 'GROUP', 'TRANSACTIONAL_ID', 'CLUSTER'] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** Kafka's name of the one resource of type CLUSTER. */
export const clusterName = 'kafka-cluster';

/** What Kafka's authorizer checks for each type of resource, beside ALL. */
const operations: Record<ResourceType, string[]> = {
  TOPIC: ['READ', 'WRITE', 'CREATE', 'DELETE', 'ALTER', 'DESCRIBE', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS'],
  GROUP: ['READ', 'DELETE', 'DESCRIBE'],
  TRANSACTIONAL_ID: ['WRITE', 'DESCRIBE'],
  CLUSTER: [
    ...['CREATE', 'ALTER', 'DESCRIBE', 'CLUSTER_ACTION', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS'],
    'IDEMPOTENT_WRITE',
  ],
};

/**
 * An operation as kafka-acls accepts it (`Read`, `DescribeConfigs`), as Kafka's protocol names it.
 * @param type undefined for any @throws StreamkitError USAGE for one that does not exist for the type of resource
 */
export function operationOn(type: ResourceType | undefined, text: string): string {
  const name = text.replace(/(?<=[a-z])(?=[A-Z])|-/g, '_').toUpperCase();
  const known = [...new Set([...(type ? operations[type] : Object.values(operations).flat()), 'ALL'])];
  if (known.includes(name)) return name;
  const where = type ? ` on a ${titleOf(type)}` : '';
  throw new StreamkitError('USAGE', `Kafka has no operation ${text}${where}.`, {
    suggestions: [`Operations: ${known.map(kafkaName).join(', ')}.`],
  });
}

/** `DESCRIBE_CONFIGS` as kafka-acls prints it: `DescribeConfigs`. */
export function kafkaName(operation: string): string {
  return operation.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `TRANSACTIONAL_ID` as in a sentence. */
export function titleOf(type: string): string {
  return type.toLowerCase().replaceAll('_', ' ');
}

/** @throws StreamkitError USAGE for a text that is not `TYPE:NAME` */
export function checkPrincipal(text: string): string {
  if (/^\w+:./.test(text)) return text;
  throw new StreamkitError('USAGE', `"${text}" is not a principal.`, {
    suggestions: [`Write it as User:${text || 'NAME'}.`],
  });
}

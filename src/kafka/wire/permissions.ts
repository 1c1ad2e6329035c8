import { contextOf, principalAt } from '../../shared/access.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { kafkaName, titleOf, type ResourceType } from '../acls/acl.js';

/** What a client does, and what Kafka's authorizer expects for it. */
export interface Work {
  /** For errors: "to read orders". */
  doing: string;
  needs: Need[];
}

/** Operations on resources of one type. Read, Write, Delete and Alter include Describe. */
export interface Need {
  type: ResourceType;
  names: string[];
  operations: string[];
}

export function needs(type: ResourceType, names: string[], ...operations: string[]): Need {
  return { type, names, operations };
}

/** Work on topics, which needs these operations on each of them. */
export function onTopics(doing: string, names: string[], ...operations: string[]): Work {
  return { doing, needs: [needs('TOPIC', names, ...operations)] };
}

export function workOf(work: Work | string): Work {
  return typeof work === 'string' ? { doing: work, needs: [] } : work;
}

/**
 * The error for a user without a permission: which one, on which resource, and the command that grants it.
 * @param type Kafka's name of the error, which begins with the type of the resource
 */
export function notAuthorized(
  type: string,
  broker: string,
  { doing, needs: all }: Work,
  cause: unknown,
): StreamkitError {
  const resource = type.replace('_AUTHORIZATION_FAILED', '');
  const need = all.find((one) => one.type === resource);
  const principal = principalAt(broker);
  const who = principal ?? 'the user';
  const text = need
    ? `${who} needs ${need.operations.map(kafkaName).join(' and ')} on ${titleOf(resource)} ${need.names.join(', ')}`
    : `${who} needs a permission on the ${titleOf(resource)}`;
  return new StreamkitError('NOT_AUTHORIZED', `Not authorized ${doing}: ${text} (${type}).`, {
    service: 'kafka',
    suggestions: need
      ? [grant(need, principal ?? 'User:NAME', contextOf(broker))]
      : ['Ask the administrator of the cluster for this permission.'],
    cause,
  });
}

function grant({ type, names, operations }: Need, principal: string, context: string | undefined) {
  const flag = `--${type.toLowerCase().replaceAll('_', '-')}`;
  const resources = type === 'CLUSTER' ? [flag] : names.flatMap((name) => [flag, name]);
  const admin = context === undefined ? [] : ['--context', 'ADMIN', '--allow-write'];
  const why = context === undefined ? 'Grant it' : 'Grant it in a context of an administrator';
  return suggest(
    why,
    ...['acl', 'create', '--allow-principal', principal],
    ...operations.flatMap((operation) => ['--operation', kafkaName(operation)]),
    ...resources,
    ...admin,
  );
}

import type { Cluster } from 'kafkajs';
import { didYouMean } from '../../shared/closest.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { findGroups, loadGroups, type LoadedGroup } from './load-groups.js';

/** @throws StreamkitError NOT_FOUND for the first that does not exist */
export async function requireGroups(cluster: Cluster, names: string[]): Promise<LoadedGroup[]> {
  const found = await findGroups(cluster, names);
  const missing = names.find((name) => !found.some(({ group }) => group === name));
  if (missing === undefined) return found;
  throw await unknownGroup(cluster, missing);
}

export async function unknownGroup(cluster: Cluster, name: string): Promise<StreamkitError> {
  const existing = (await loadGroups(cluster)).map(({ group }) => group);
  return new StreamkitError('NOT_FOUND', `Group ${name} does not exist.`, {
    service: 'kafka',
    suggestions: [...didYouMean(name, existing), suggest('See all groups', 'group', 'list')],
  });
}

/** @throws StreamkitError USAGE for the first that has members */
export function requireEmpty(groups: LoadedGroup[], done: string): void {
  const active = groups.find(({ members, state }) => members.length > 0 || state === 'Stable');
  if (active) throw activeGroup(active, done);
}

/** The error for a group whose offsets belong to its members. @param done what cannot be done: "reset" */
export function activeGroup(
  { group, members }: Pick<LoadedGroup, 'group' | 'members'>,
  done: string,
): StreamkitError {
  const count = members.length === 1 ? '1 member' : `${members.length || 'active'} members`;
  const text = `Group ${group} has ${count}; it can only be ${done} while it has none.`;
  return new StreamkitError('USAGE', text, {
    service: 'kafka',
    suggestions: ['Stop its consumers first.', suggest('See its members', 'group', 'describe', group)],
  });
}

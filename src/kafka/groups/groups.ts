import type { Cluster } from 'kafkajs';
import { protocolError } from '../wire/failure.js';
import { withCluster } from '../wire/cluster.js';
import { coordinatorOf } from '../wire/group-broker.js';
import { failIf } from '../wire/group-requests.js';
import { loadGroups, type LoadedGroup } from './load-groups.js';
import { activeGroup, requireEmpty, requireGroups, unknownGroup } from './require-groups.js';
import { needs } from '../wire/permissions.js';

export interface GroupSummary {
  name: string;
  /** `classic`, `consumer` (the protocol of KIP-848), `share` or `streams`. */
  type: string;
  /** What the members of a classic group agree on, such as `consumer` or `connect`; empty when offsets were only committed. */
  protocol: string;
  /** Kafka's word: Stable, Empty, PreparingRebalance, … */
  state: string;
  members: number;
}

/** All groups of all types, by name. */
export async function listGroups(broker: string): Promise<GroupSummary[]> {
  return withCluster(broker, 'to list the groups', async (cluster) =>
    (await loadGroups(cluster)).map(summaryOf),
  );
}

/**
 * Deletes groups and what they have committed, all or (when one does not exist or has members) none.
 * @throws StreamkitError NOT_FOUND, USAGE
 */
export async function deleteGroups(broker: string, names: string[]): Promise<string[]> {
  const work = { doing: `to delete ${names.join(', ')}`, needs: [needs('GROUP', names, 'DELETE')] };
  return withCluster(broker, work, async (cluster) => {
    requireEmpty(await requireGroups(cluster, names), 'deleted');
    for (const name of names) await deleteGroup(cluster, name);
    return names;
  });
}

async function deleteGroup(cluster: Cluster, name: string): Promise<void> {
  const coordinator = await coordinatorOf(cluster, name);
  const { results } = await coordinator.deleteGroups([name]);
  try {
    for (const { errorCode } of results) await failIf(errorCode);
  } catch (error) {
    // Somebody joined or deleted it meanwhile.
    if (protocolError(error) === 'NON_EMPTY_GROUP')
      throw activeGroup({ group: name, members: [] }, 'deleted');
    if (protocolError(error) === 'GROUP_ID_NOT_FOUND') throw await unknownGroup(cluster, name);
    throw error;
  }
}

export function summaryOf({ group, type, protocol, state, members }: LoadedGroup): GroupSummary {
  return { name: group, type, protocol, state, members: members.length };
}

import type { Broker, Cluster } from 'kafkajs';
import { seedBroker } from './cluster.js';
import { isError } from '../../shared/errors.js';
import { rootOf } from './failure.js';

/** The methods for groups of kafkajs's Broker that its types leave out. All throw kafkajs's protocol and connection errors. */
export interface GroupBroker extends Broker {
  /** @param coordinatorType 0 for groups */
  findGroupCoordinator: (request: { groupId: string; coordinatorType: 0 }) => Promise<unknown>;
  joinGroup: (request: {
    groupId: string;
    sessionTimeout: number;
    rebalanceTimeout: number;
    /** Empty for a new member. */
    memberId: string;
    groupProtocols: { name: string; metadata: Buffer }[];
  }) => Promise<JoinedGroup>;
  syncGroup: (request: {
    groupId: string;
    generationId: number;
    memberId: string;
    /** The leader's decision; empty for others. */
    groupAssignment: { memberId: string; memberAssignment: Buffer }[];
  }) => Promise<{ memberAssignment: Buffer }>;
  heartbeat: (request: { groupId: string; groupGenerationId: number; memberId: string }) => Promise<unknown>;
  listGroups: () => Promise<{ groups: { groupId: string; protocolType: string }[] }>;
  /** Of classic groups; others are called dead. */
  describeGroups: (request: { groupIds: string[] }) => Promise<{ groups: ClassicGroup[] }>;
  deleteGroups: (groups: string[]) => Promise<{ results: { groupId: string; errorCode: number }[] }>;
  leaveGroup: (request: { groupId: string; memberId: string }) => Promise<unknown>;
}

export interface JoinedGroup {
  generationId: number;
  memberId: string;
  leaderId: string;
  /** The strategy that all members know. */
  groupProtocol: string;
  /** For the leader; empty for others. */
  members: { memberId: string; memberMetadata: Buffer }[];
}

export interface ClassicGroup {
  groupId: string;
  state: string;
  protocolType: string;
  members: { memberId: string; clientId: string; clientHost: string; memberAssignment: Buffer }[];
}

/** The broker that coordinates a group. @throws kafkajs's protocol errors, such as GROUP_AUTHORIZATION_FAILED */
export async function coordinatorOf(cluster: Cluster, group: string): Promise<GroupBroker> {
  try {
    return (await cluster.findGroupCoordinator({ groupId: group })) as GroupBroker;
  } catch (error) {
    const root = rootOf(error);
    if (!isError(root) || root.name !== 'KafkaJSGroupCoordinatorNotFound') throw error;
    // kafkajs drops what the brokers answered; one of them answers again.
    await (seedBroker(cluster) as GroupBroker).findGroupCoordinator({ groupId: group, coordinatorType: 0 });
    throw error;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import { withAdmin } from '../wire/admin.js';
import { planReassignment, type PartitionReplicas } from './plan-reassignment.js';
import { refuseInternal } from './topic-name.js';
import { requireTopics } from './topics.js';
import { needs, type Work } from '../wire/permissions.js';
import { clusterName } from '../acls/acl.js';

export interface ReassignOptions {
  /** Ids of the brokers that may hold replicas (default: all). */
  brokers?: number[] | undefined;
  /** Default: as many as the topic has. */
  replicationFactor?: number | undefined;
  force: boolean;
  /** Only plan. */
  dryRun: boolean;
  signal: AbortSignal;
}

export interface Reassignment {
  name: string;
  /** The partitions whose replicas change. */
  partitions: PartitionReplicas[];
}

/**
 * Moves the replicas of a topic, and waits until all are in sync.
 * @throws StreamkitError NOT_FOUND for the topic, USAGE for an unknown broker or too many replicas; the signal's reason
 */
export async function reassignTopic(
  broker: string,
  name: string,
  { brokers, replicationFactor, force, dryRun, signal }: ReassignOptions,
): Promise<Reassignment> {
  return withAdmin(broker, reassignWork(name), async (admin) => {
    if (!force) refuseInternal([name], 'reassign');
    const [topic] = await requireTopics(admin, [name]);
    const present = (topic?.partitions ?? [])
      .map(({ partitionId, replicas }) => ({ partition: partitionId, replicas }))
      .sort((a, b) => a.partition - b.partition);
    const factor = replicationFactor ?? Math.max(1, ...present.map(({ replicas }) => replicas.length));
    const partitions = planReassignment(name, present, await brokersFor(admin, brokers), factor);
    if (dryRun || partitions.length === 0) return { name, partitions };
    await admin.alterPartitionReassignments({
      topics: [{ topic: name, partitionAssignment: partitions }],
    });
    await untilMoved(admin, name, partitions, signal);
    return { name, partitions };
  });
}

function reassignWork(name: string): Work {
  return {
    doing: `to reassign the partitions of ${name}`,
    needs: [needs('CLUSTER', [clusterName], 'ALTER'), needs('TOPIC', [name], 'DESCRIBE')],
  };
}

async function brokersFor(admin: Admin, wanted: number[] | undefined): Promise<number[]> {
  const { brokers } = await admin.describeCluster();
  const all = brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b);
  const unknown = wanted?.find((id) => !all.includes(id));
  if (unknown === undefined) return wanted ?? all;
  throw new StreamkitError('USAGE', `Broker ${unknown} does not exist: the brokers are ${all.join(', ')}.`, {
    service: 'kafka',
  });
}

const pauseMs = 200;

async function untilMoved(
  admin: Admin,
  name: string,
  partitions: PartitionReplicas[],
  signal: AbortSignal,
): Promise<void> {
  const ids = partitions.map(({ partition }) => partition);
  for (;;) {
    signal.throwIfAborted();
    const { topics } = await admin.listPartitionReassignments({ topics: [{ topic: name, partitions: ids }] });
    if (topics.every(({ partitions: moving }) => moving.length === 0)) return;
    await sleep(pauseMs, undefined, { signal }).catch(() => {
      throw stillMoving(name);
    });
  }
}

function stillMoving(name: string): StreamkitError {
  return new StreamkitError('INTERRUPTED', `Kafka is still moving replicas of topic ${name}.`, {
    service: 'kafka',
    suggestions: [suggest('Show the replicas that are in sync', 'topic', 'describe', name)],
  });
}
